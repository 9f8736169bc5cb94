#include "artefacts/ticket_pdf.hpp"

#include <cairo-pdf.h>

#include "artefacts/pdf_metadata.hpp"
#include "artefacts/ticket_page.hpp"

namespace admitone::artefacts {
namespace {

// On larger paper the ticket has twice its area: the size of A5, easy to cut out and to fold.
constexpr double enlargement = 1.4142;

cairo_status_t append(void* file, const unsigned char* octets, unsigned count) {
  static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(octets), count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string ticket_pdf(const TicketFace& face, TicketPaper paper) {
  const PaperSize size = size_of(paper);
  std::string file;
  const Surface surface(
      cairo_pdf_surface_create_for_stream(&append, &file, size.width, size.height));
  set_metadata(surface.get(), face.concert + ", ticket " + face.serial, face.changed_at);
  {
    const Canvas canvas(cairo_create(surface.get()));
    if (paper != TicketPaper::a6) {
      cairo_translate(canvas.get(), (size.width - a6_size.width * enlargement) / 2,
                      (size.height - a6_size.height * enlargement) / 2);
      cairo_scale(canvas.get(), enlargement, enlargement);
    }
    draw_ticket(canvas.get(), face);
  }
  cairo_surface_finish(surface.get());
  require_success(surface.get());
  return file;
}

}  // namespace admitone::artefacts
