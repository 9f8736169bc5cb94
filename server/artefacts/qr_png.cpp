#include "artefacts/qr_png.hpp"

#include <stdexcept>

#include "artefacts/png_encoding.hpp"

namespace admitone::artefacts {
namespace {

using Row = std::vector<unsigned char>;

constexpr unsigned bits_per_octet = 8;
constexpr unsigned char all_white = 0xFF;

void blacken(Row& row, unsigned pixel) {
  const unsigned bit = 0x80U >> (pixel % bits_per_octet);
  row[pixel / bits_per_octet] = static_cast<unsigned char>(row[pixel / bits_per_octet] & ~bit);
}

/// The pixels of one row of modules.
Row pixels_of(const QrSymbol& symbol, int y, unsigned scale, const Row& white) {
  Row row = white;
  for (int x = 0; x < QrSymbol::side; ++x) {
    if (!symbol.is_dark(x, y)) continue;
    const unsigned first = static_cast<unsigned>(x + QrSymbol::quiet_zone) * scale;
    for (unsigned pixel = first; pixel < first + scale; ++pixel) blacken(row, pixel);
  }
  return row;
}

}  // namespace

std::string qr_png(const QrSymbol& symbol, int scale) {
  if (scale < 1 || scale > qr_scale_max) throw std::invalid_argument("no such scale of a QR");
  const auto pixels = static_cast<unsigned>(scale);
  const unsigned width = QrSymbol::side_with_quiet_zone * pixels;
  const Row white((width + bits_per_octet - 1) / bits_per_octet, all_white);
  std::vector<Row> modules;
  for (int y = 0; y < QrSymbol::side; ++y) {
    modules.push_back(pixels_of(symbol, y, pixels, white));
  }
  std::vector<const unsigned char*> rows(width, white.data());
  const unsigned first = QrSymbol::quiet_zone * pixels;
  for (unsigned y = 0; y < QrSymbol::side * pixels; ++y) {
    rows[first + y] = modules[y / pixels].data();
  }
  return encode_png(PixelFormat::black_or_white, width, rows);
}

}  // namespace admitone::artefacts
