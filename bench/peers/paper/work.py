"""What the peers share: the QR of a code, and telling what some work has cost."""

import json
import resource
import sys
import time

import qrcode
import qrcode.util


def qr_of(code, **looks):
    """As the server makes it: version 5, level M, alphanumeric, the best of the eight masks."""
    symbol = qrcode.QRCode(version=5, error_correction=qrcode.constants.ERROR_CORRECT_M, **looks)
    symbol.add_data(qrcode.util.QRData(code, mode=qrcode.util.MODE_ALPHA_NUM))
    symbol.make(fit=False)
    return symbol


def draw_qr(canvas, code, left, top, module):
    """As vectors: each run of dark modules is a rectangle, and all of them are filled at once."""
    path = canvas.beginPath()
    for row, modules in enumerate(qr_of(code, border=0).modules):
        column = 0
        while column < len(modules):
            begin = column
            while column < len(modules) and modules[column]:
                column += 1
            if column > begin:
                path.rect(left + begin * module, top - (row + 1) * module, (column - begin) * module, module)
            column += 1
    canvas.drawPath(path, stroke=0, fill=1)


def measure(work):
    """Runs work(codes), which does one piece for each code, and prints what it took as JSON.

    Arguments of the program: how many pieces, and the codes to take in turn.
    """
    pieces = int(sys.argv[1])
    given = sys.argv[2:]
    codes = [given[piece % len(given)] for piece in range(pieces)]
    work(codes[:2])  # what is done once, such as reading fonts, is not in the figure
    begin, cpu_begin = time.perf_counter(), time.process_time()
    work(codes)
    print(json.dumps({
        "pieces": pieces,
        "seconds": time.perf_counter() - begin,
        "cpu_s": time.process_time() - cpu_begin,
        "resident_peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))
