#pragma once
// A QR on a canvas: vectors on paper, whole pixels in a picture.

#include "artefacts/handles.hpp"
#include "artefacts/qr_symbol.hpp"

namespace admitone::artefacts {

/// Draws the symbol with its quiet zone, dark on white, into the square of `side` points whose
/// upper left corner is x, y. Modules take as many whole pixels of a picture as fit, so that each
/// is as large as its neighbour.
void draw_qr(cairo_t* canvas, const QrSymbol& symbol, double x, double y, double side);

}  // namespace admitone::artefacts
