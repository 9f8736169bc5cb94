#include "artefacts/ticket_png.hpp"

#include <cmath>

#include "artefacts/png_encoding.hpp"
#include "artefacts/ticket_page.hpp"

namespace admitone::artefacts {

std::string ticket_png(const TicketFace& face, int width) {
  const double scale = width / a6_size.width;
  const int height = static_cast<int>(std::lround(a6_size.height * scale));
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  {
    const Canvas canvas(cairo_create(surface.get()));
    cairo_set_source_rgb(canvas.get(), 1, 1, 1);
    cairo_paint(canvas.get());
    cairo_scale(canvas.get(), scale, scale);
    draw_ticket(canvas.get(), face);
  }
  cairo_surface_flush(surface.get());
  require_success(surface.get());
  const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  std::vector<const unsigned char*> rows;
  for (int y = 0; y < height; ++y) rows.push_back(pixels + static_cast<std::ptrdiff_t>(y) * stride);
  return encode_png(PixelFormat::coloured, static_cast<unsigned>(width), rows);
}

}  // namespace admitone::artefacts
