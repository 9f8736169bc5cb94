#include "artefacts/qr_symbol.hpp"

#include <memory>
#include <stdexcept>

#include <qrencode.h>

namespace admitone::artefacts {
namespace {

constexpr int version = 5;
constexpr unsigned char dark_bit = 1;

constexpr int corners = QrSymbol::side + 1;  // on a line across the symbol

using Input = std::unique_ptr<QRinput, decltype(&QRinput_free)>;
using Encoded = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

/// For each corner where an outline turns the other end of an edge, by number; -1 elsewhere.
using Partners = std::array<int, static_cast<std::size_t>(corners* corners)>;

constexpr int none = -1;

constexpr std::size_t number_of(int x, int y) { return static_cast<std::size_t>(y * corners + x); }

/// Along a line edges begin and end in turn, at the corners where the outline turns: a turn either
/// begins one, which is `open` then, or ends the open one.
void join(Partners& partners, int& open, std::size_t turn) {
  if (open == none) {
    open = static_cast<int>(turn);
    return;
  }
  partners[turn] = open;
  partners[static_cast<std::size_t>(open)] = static_cast<int>(turn);
  open = none;
}

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

std::vector<ModulePolygon> QrSymbol::outline() const {
  const auto dark = [this](int x, int y) {
    return x >= 0 && y >= 0 && x < side && y < side && is_dark(x, y);
  };
  Partners beside;
  beside.fill(none);
  Partners below = beside;  // or above
  std::array<int, corners> open_above;
  open_above.fill(none);
  for (int y = 0; y < corners; ++y) {
    int open_left = none;
    for (int x = 0; x < corners; ++x) {
      // The outline turns where one or three of the four modules around a corner are dark.
      if (dark(x, y) ^ dark(x - 1, y) ^ dark(x, y - 1) ^ dark(x - 1, y - 1)) {
        join(beside, open_left, number_of(x, y));
        join(below, open_above[static_cast<std::size_t>(x)], number_of(x, y));
      }
    }
  }

  std::vector<ModulePolygon> polygons;
  for (std::size_t start = 0; start < beside.size(); ++start) {
    if (beside[start] == none) continue;
    ModulePolygon polygon;
    for (std::size_t at = start; beside[at] != none;) {
      const auto next = static_cast<std::size_t>(beside[at]);
      for (const std::size_t corner : {at, next}) {
        polygon.push_back({static_cast<int>(corner) % corners, static_cast<int>(corner) / corners});
        beside[corner] = none;
      }
      at = static_cast<std::size_t>(below[next]);
    }
    polygons.push_back(std::move(polygon));
  }
  return polygons;
}

}  // namespace admitone::artefacts
