"""Faces of type that python3-reportlab can embed (it takes no OpenType with PostScript outlines), read once."""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

DISPLAY = "display"
TEXT = "text"
NUMBER = "number"

for name, path in {
    DISPLAY: "/usr/share/fonts/truetype/noto/NotoSansDisplay-Bold.ttf",
    TEXT: "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    NUMBER: "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf",
}.items():
    pdfmetrics.registerFont(TTFont(name, path))
