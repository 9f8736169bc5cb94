#pragma once
// The QR of a code, as modules: alphanumeric mode, level M, version 5. Knows nothing of how it is
// drawn.

#include <array>
#include <string>
#include <vector>

namespace admitone::artefacts {

/// Where four modules meet, counted in modules from the symbol's upper left corner.
struct ModuleCorner {
  int x;
  int y;
};

/// A closed line of horizontal and vertical edges in turn, the first one horizontal.
using ModulePolygon = std::vector<ModuleCorner>;

class QrSymbol {
 public:
  static constexpr int side = 37;       ///< modules in a row
  static constexpr int quiet_zone = 4;  ///< light modules that must stay free on each side
  static constexpr int side_with_quiet_zone = side + 2 * quiet_zone;

  /// The symbol of a ticket's code text. Throws std::invalid_argument for a text that has other
  /// characters than base45's, or does not fit.
  explicit QrSymbol(const std::string& code_text);

  bool is_dark(int x, int y) const { return dark_[static_cast<std::size_t>(y * side + x)]; }

  /// The edges of what is dark, each once: what a drawing fills by the even-odd rule. Lines cross
  /// where dark modules touch at a corner only.
  std::vector<ModulePolygon> outline() const;

 private:
  std::array<bool, static_cast<std::size_t>(side* side)> dark_{};
};

}  // namespace admitone::artefacts
