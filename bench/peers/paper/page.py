"""A ticket's page by python3-reportlab: the words and lines of the server's, without its rings."""

import io

from reportlab.lib.pagesizes import A6
from reportlab.pdfgen.canvas import Canvas

from faces import DISPLAY, NUMBER, TEXT
from work import draw_qr, measure

WORDS = [
    (DISPLAY, 12, 23, 392, "Admit One"),
    (DISPLAY, 30, 23, 345, "Nachtmusik"),
    (DISPLAY, 30, 23, 315, "im Hof"),
    (TEXT, 10.5, 23, 298, "Hof der Alten Münze"),
    (TEXT, 6.5, 23, 265, "Date"),
    (DISPLAY, 11, 23, 252, "Friday 18 June 2027"),
    (TEXT, 6.5, 199, 265, "Time"),
    (DISPLAY, 11, 199, 252, "20:00 CEST"),
    (TEXT, 6.5, 23, 232, "Bought by"),
    (TEXT, 6.5, 180, 185, "Tier"),
    (TEXT, 11, 180, 172, "Parkett"),
    (TEXT, 6.5, 180, 75, "Serial"),
    (TEXT, 6, 23, 18, "Admits one, exactly once: the first to show this code gets in, and no copy"),
    (TEXT, 6, 23, 11, "after that. Keep it to yourself until the door."),
]


def draw_page(file, number, code):
    canvas = Canvas(file, pagesize=A6, pageCompression=1)
    canvas.setTitle(f"Nachtmusik im Hof, ticket {number:06}")
    width, height = A6
    canvas.roundRect(8, 203, width - 16, height - 211, 3)
    canvas.roundRect(8, 8, width - 16, 195, 3)
    canvas.setDash(0.1, 5)
    canvas.line(20, 203, width - 20, 203)
    canvas.setDash()
    canvas.line(23, 274, width - 23, 274)
    for face, size, x, y, text in WORDS:
        canvas.setFont(face, size)
        canvas.drawString(x, y, text)
    canvas.setFont(TEXT, 11)
    canvas.drawString(23, 219, f"Berta Buyer the {number}th")
    canvas.setFont(NUMBER, 15)
    canvas.drawString(180, 60, f"{number:06}")
    canvas.drawString(23, 32, "K7QM-2X9D-4HTR")
    draw_qr(canvas, code, 23, 187, 3.5)
    canvas.setFillColorRGB(0.23, 0.17, 0.82)
    canvas.rect(width - 46, 8, 38, 195, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.translate(width - 27, 23)
    canvas.rotate(90)
    canvas.setFont(DISPLAY, 23)
    canvas.drawString(0, -8, "Admit One")
    canvas.save()


def draw(codes):
    for number, code in enumerate(codes, 1):
        draw_page(io.BytesIO(), number, code)


measure(draw)
