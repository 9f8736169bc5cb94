#include "artefacts/qr_drawing.hpp"

#include <algorithm>
#include <cmath>

namespace admitone::artefacts {
namespace {

constexpr int modules = QrSymbol::side_with_quiet_zone;

/// A module's side in the units of a canvas, and where the first one is.
struct Grid {
  double x;
  double y;
  double module;
};

/// Moves and shrinks a grid so that every module covers whole pixels.
Grid on_pixels(cairo_t* canvas, Grid grid) {
  double pixels = grid.module;
  double unused = 0;
  cairo_user_to_device_distance(canvas, &pixels, &unused);
  const double whole = std::max(1.0, std::floor(pixels));
  const double margin = (grid.module * modules - grid.module * modules * whole / pixels) / 2;
  double left = grid.x + margin;
  double top = grid.y + margin;
  cairo_user_to_device(canvas, &left, &top);
  left = std::round(left);
  top = std::round(top);
  cairo_device_to_user(canvas, &left, &top);
  return {left, top, grid.module * whole / pixels};
}

}  // namespace

void draw_qr(cairo_t* canvas, const QrSymbol& symbol, double x, double y, double side) {
  const Saved saved(canvas);
  cairo_set_source_rgb(canvas, 1, 1, 1);
  cairo_rectangle(canvas, x, y, side, side);
  cairo_fill(canvas);
  Grid grid{x, y, side / modules};
  const bool is_picture =
      cairo_surface_get_type(cairo_get_target(canvas)) == CAIRO_SURFACE_TYPE_IMAGE;
  if (is_picture) {
    grid = on_pixels(canvas, grid);
    cairo_set_antialias(canvas, CAIRO_ANTIALIAS_NONE);
  }
  cairo_set_source_rgb(canvas, 0, 0, 0);
  for (const ModuleRectangle& dark : symbol.dark_rectangles()) {
    cairo_rectangle(canvas, grid.x + (dark.x + QrSymbol::quiet_zone) * grid.module,
                    grid.y + (dark.y + QrSymbol::quiet_zone) * grid.module,
                    dark.width * grid.module, dark.height * grid.module);
  }
  // All at once: between areas that were filled one by one, some viewers leave white lines.
  cairo_fill(canvas);
}

}  // namespace admitone::artefacts
