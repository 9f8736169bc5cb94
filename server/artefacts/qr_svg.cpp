#include "artefacts/qr_svg.hpp"

namespace admitone::artefacts {
namespace {

constexpr int pixels_per_module = 8;  // where nobody asks for another size

std::string coordinate(int module) { return std::to_string(module + QrSymbol::quiet_zone); }

}  // namespace

std::string qr_svg(const QrSymbol& symbol) {
  const std::string side = std::to_string(QrSymbol::side_with_quiet_zone);
  const std::string pixels = std::to_string(QrSymbol::side_with_quiet_zone * pixels_per_module);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + pixels + "\" height=\"" +
                    pixels + "\" viewBox=\"0 0 " + side + " " + side +
                    "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" +
                    side + "H0z\"/><path fill-rule=\"evenodd\" d=\"";
  for (const ModulePolygon& polygon : symbol.outline()) {
    svg += "M" + coordinate(polygon.front().x) + " " + coordinate(polygon.front().y);
    for (std::size_t at = 1; at < polygon.size(); ++at) {
      svg += at % 2 == 1 ? "H" + coordinate(polygon[at].x) : "V" + coordinate(polygon[at].y);
    }
    svg += "z";
  }
  return svg + "\"/></svg>\n";
}

}  // namespace admitone::artefacts
