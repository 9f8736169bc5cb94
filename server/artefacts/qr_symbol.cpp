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
using Partners = std::vector<int>;

constexpr int number_of(int x, int y) { return y * corners + x; }

/// Along a line edges begin and end in turn, at the corners where the outline turns.
void pair_up(const std::vector<int>& turns, Partners& partners) {
  for (std::size_t at = 0; at + 1 < turns.size(); at += 2) {
    partners[static_cast<std::size_t>(turns[at])] = turns[at + 1];
    partners[static_cast<std::size_t>(turns[at + 1])] = turns[at];
  }
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
  // The outline turns where one or three of the four modules around a corner are dark.
  std::vector<std::vector<int>> rows(corners);
  std::vector<std::vector<int>> columns(corners);
  for (int y = 0; y < corners; ++y) {
    for (int x = 0; x < corners; ++x) {
      if (dark(x, y) ^ dark(x - 1, y) ^ dark(x, y - 1) ^ dark(x - 1, y - 1)) {
        rows[static_cast<std::size_t>(y)].push_back(number_of(x, y));
        columns[static_cast<std::size_t>(x)].push_back(number_of(x, y));
      }
    }
  }
  Partners beside(static_cast<std::size_t>(corners * corners), -1);
  Partners below = beside;  // or above
  for (const auto& turns : rows) pair_up(turns, beside);
  for (const auto& turns : columns) pair_up(turns, below);

  std::vector<ModulePolygon> polygons;
  for (std::size_t start = 0; start < beside.size(); ++start) {
    if (beside[start] < 0) continue;
    ModulePolygon polygon;
    for (std::size_t at = start; beside[at] >= 0;) {
      const auto next = static_cast<std::size_t>(beside[at]);
      for (const std::size_t corner : {at, next}) {
        polygon.push_back({static_cast<int>(corner) % corners, static_cast<int>(corner) / corners});
        beside[corner] = -1;
      }
      at = static_cast<std::size_t>(below[next]);
    }
    polygons.push_back(std::move(polygon));
  }
  return polygons;
}

}  // namespace admitone::artefacts
