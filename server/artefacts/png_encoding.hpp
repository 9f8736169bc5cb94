#pragma once
// Rows of pixels -> a PNG file, in memory.

#include <string>
#include <vector>

namespace admitone::artefacts {

enum class PixelFormat {
  black_or_white,  ///< one bit a pixel, the most significant first, 1 is white
  coloured,  ///< four octets a pixel as cairo has them in memory (native xRGB); written as RGB
};

/// `rows` are the picture from its top, each with `width` pixels. Throws std::runtime_error when
/// the picture cannot be written.
std::string encode_png(PixelFormat format, unsigned width,
                       const std::vector<const unsigned char*>& rows);

}  // namespace admitone::artefacts
