#pragma once
// A QR as an SVG document: dark on white, quiet zone included, one path.

#include <string>

#include "artefacts/qr_symbol.hpp"

namespace admitone::artefacts {

std::string qr_svg(const QrSymbol& symbol);

}  // namespace admitone::artefacts
