#pragma once
// A QR as a PNG picture of one bit a pixel, quiet zone included.

#include <string>

#include "artefacts/qr_symbol.hpp"

namespace admitone::artefacts {

inline constexpr int qr_scale_max = 40;   ///< pixels for each module
inline constexpr int qr_scale_usual = 8;  ///< where nobody says otherwise

/// `scale` pixels for each module, 1 to qr_scale_max.
std::string qr_png(const QrSymbol& symbol, int scale = qr_scale_usual);

}  // namespace admitone::artefacts
