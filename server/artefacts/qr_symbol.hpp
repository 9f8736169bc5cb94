#pragma once
// The QR of a code, as modules: alphanumeric mode, level M, version 5. Knows nothing of how it is
// drawn.

#include <array>
#include <string>
#include <vector>

namespace admitone::artefacts {

/// Modules from x, y to the right and downwards; the symbol's upper left one is 0, 0.
struct ModuleRectangle {
  int x;
  int y;
  int width;
  int height;
  friend bool operator==(const ModuleRectangle&, const ModuleRectangle&) = default;
};

class QrSymbol {
 public:
  static constexpr int side = 37;       ///< modules in a row
  static constexpr int quiet_zone = 4;  ///< light modules that must stay free on each side
  static constexpr int side_with_quiet_zone = side + 2 * quiet_zone;

  /// The symbol of a ticket's code text. Throws std::invalid_argument for a text that has other
  /// characters than base45's, or does not fit.
  explicit QrSymbol(const std::string& code_text);

  bool is_dark(int x, int y) const { return dark_[static_cast<std::size_t>(y * side + x)]; }

  /// The dark modules, each in exactly one of few rectangles: what a drawing fills.
  std::vector<ModuleRectangle> dark_rectangles() const;

 private:
  std::array<bool, static_cast<std::size_t>(side* side)> dark_{};
};

}  // namespace admitone::artefacts
