#include "artefacts/qr_symbol.hpp"

#include <memory>
#include <stdexcept>

#include <qrencode.h>

namespace admitone::artefacts {
namespace {

constexpr int version = 5;
constexpr unsigned char dark_bit = 1;

using Input = std::unique_ptr<QRinput, decltype(&QRinput_free)>;
using Encoded = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

}  // namespace

QrSymbol::QrSymbol(const std::string& code_text) {
  const Input input(QRinput_new2(version, QR_ECLEVEL_M), &QRinput_free);
  if (!input) throw std::bad_alloc();
  const auto* octets = reinterpret_cast<const unsigned char*>(code_text.data());
  // One mode for the whole text: left to itself, the library would go to and fro between modes.
  if (QRinput_append(input.get(), QR_MODE_AN, static_cast<int>(code_text.size()), octets) != 0) {
    throw std::invalid_argument("a code's text has a character that is not of base45");
  }
  const Encoded encoded(QRcode_encodeInput(input.get()), &QRcode_free);
  if (!encoded || encoded->width != side) {
    throw std::invalid_argument("a code's text does not fit into its symbol");
  }
  for (std::size_t at = 0; at < dark_.size(); ++at) {
    dark_[at] = (encoded->data[at] & dark_bit) != 0;
  }
}

std::vector<ModuleRectangle> QrSymbol::dark_rectangles() const {
  std::vector<ModuleRectangle> closed;
  std::vector<ModuleRectangle> open;  // those that end in the row above, from left to right
  for (int y = 0; y < side; ++y) {
    std::vector<ModuleRectangle> row;
    auto above = open.begin();
    for (int x = 0; x < side; ++x) {
      if (!is_dark(x, y)) continue;
      ModuleRectangle run{x, y, 0, 1};
      while (x < side && is_dark(x, y)) ++x;
      run.width = x - run.x;
      while (above != open.end() && above->x < run.x) closed.push_back(*above++);
      if (above != open.end() && above->x == run.x && above->width == run.width) {
        run = *above++;
        ++run.height;
      }
      row.push_back(run);
    }
    closed.insert(closed.end(), above, open.end());
    open = std::move(row);
  }
  closed.insert(closed.end(), open.begin(), open.end());
  return closed;
}

}  // namespace admitone::artefacts
