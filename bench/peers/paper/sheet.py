"""Stubs to cut apart, two by five on A4, by python3-reportlab: one document, written to a file."""

import tempfile

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from faces import DISPLAY, NUMBER, TEXT
from work import draw_qr, measure

MARGIN = 28.35
COLUMNS, ROWS = 2, 5
WIDTH = (A4[0] - 2 * MARGIN) / COLUMNS
HEIGHT = (A4[1] - 2 * MARGIN) / ROWS


def draw_crop_marks(canvas):
    for column in range(COLUMNS + 1):
        x = MARGIN + column * WIDTH
        canvas.line(x, 8.5, x, 22.7)
        canvas.line(x, A4[1] - 22.7, x, A4[1] - 8.5)
    for row in range(ROWS + 1):
        y = MARGIN + row * HEIGHT
        canvas.line(8.5, y, 22.7, y)
        canvas.line(A4[0] - 22.7, y, A4[0] - 8.5, y)


def draw_stub(canvas, x, y, number, code):
    draw_qr(canvas, code, x + 14, y + HEIGHT - 14, 2.75)
    words = [
        (NUMBER, 11, 14, 10, "K7QM-2X9D-4HTR"),
        (DISPLAY, 16, 128, HEIGHT - 24, "Nachtmusik"),
        (DISPLAY, 16, 128, HEIGHT - 41, "im Hof"),
        (TEXT, 8, 128, HEIGHT - 54, "Hof der Alten Münze"),
        (TEXT, 8, 128, 62, "Friday 18 June 2027"),
        (TEXT, 8, 128, 52, "20:00 CEST"),
        (TEXT, 8.5, 128, 38, "Standard"),
        (TEXT, 6, 128, 10, "Valid once sold"),
    ]
    for face, size, right, up, text in words:
        canvas.setFont(face, size)
        canvas.drawString(x + right, y + up, text)
    canvas.saveState()
    canvas.translate(x + WIDTH - 12, y + 8)
    canvas.rotate(90)
    canvas.line(0, 14, HEIGHT - 16, 14)
    canvas.setFont(DISPLAY, 14)
    canvas.drawString(0, 0, "Admit One")
    canvas.setFont(NUMBER, 10)
    canvas.drawRightString(HEIGHT - 16, 0, f"{number:06}")
    canvas.restoreState()


def draw(codes):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        canvas = Canvas(file.name, pagesize=A4, pageCompression=1)
        for place, code in enumerate(codes):
            on_page = place % (COLUMNS * ROWS)
            if place > 0 and on_page == 0:
                canvas.showPage()
            if on_page == 0:
                draw_crop_marks(canvas)
            column, row = on_page % COLUMNS, on_page // COLUMNS
            y = A4[1] - MARGIN - (row + 1) * HEIGHT
            draw_stub(canvas, MARGIN + column * WIDTH, y, place + 1, code)
        canvas.save()


measure(draw)
