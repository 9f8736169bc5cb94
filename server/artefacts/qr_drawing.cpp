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

/// Shrinks a grid so that every module covers whole pixels. What is dark begins where it did.
Grid on_pixels(cairo_t* canvas, Grid grid) {
  double pixels = grid.module;
  double unused = 0;
  cairo_user_to_device_distance(canvas, &pixels, &unused);
  const double module = grid.module * std::max(1.0, std::floor(pixels)) / pixels;
  double left = grid.x + (grid.module - module) * QrSymbol::quiet_zone;
  double top = grid.y + (grid.module - module) * QrSymbol::quiet_zone;
  cairo_user_to_device(canvas, &left, &top);
  left = std::round(left);
  top = std::round(top);
  cairo_device_to_user(canvas, &left, &top);
  return {left, top, module};
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
  for (const ModulePolygon& polygon : symbol.outline()) {
    for (const ModuleCorner& corner : polygon) {
      cairo_line_to(canvas, grid.x + (corner.x + QrSymbol::quiet_zone) * grid.module,
                    grid.y + (corner.y + QrSymbol::quiet_zone) * grid.module);
    }
    cairo_close_path(canvas);
    cairo_new_sub_path(canvas);
  }
  // All at once: between areas that were filled one by one, some viewers leave white lines.
  cairo_set_fill_rule(canvas, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill(canvas);
}

}  // namespace admitone::artefacts
