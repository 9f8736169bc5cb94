#include "artefacts/qr_svg.hpp"

namespace admitone::artefacts {
namespace {

constexpr int pixels_per_module = 8;  // where nobody asks for another size

}  // namespace

std::string qr_svg(const QrSymbol& symbol) {
  const std::string side = std::to_string(QrSymbol::side_with_quiet_zone);
  const std::string pixels = std::to_string(QrSymbol::side_with_quiet_zone * pixels_per_module);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + pixels + "\" height=\"" +
                    pixels + "\" viewBox=\"0 0 " + side + " " + side +
                    "\" shape-rendering=\"crispEdges\">"
                    "<path fill=\"#fff\" d=\"M0 0h" +
                    side + "v" + side + "H0z\"/><path d=\"";
  for (const ModuleRectangle& dark : symbol.dark_rectangles()) {
    const std::string width = std::to_string(dark.width);
    svg += "M" + std::to_string(dark.x + QrSymbol::quiet_zone) + " " +
           std::to_string(dark.y + QrSymbol::quiet_zone) + "h" + width + "v" +
           std::to_string(dark.height) + "h-" + width + "z";
  }
  return svg + "\"/></svg>\n";
}

}  // namespace admitone::artefacts
