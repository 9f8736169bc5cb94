#include "artefacts/pdf_metadata.hpp"

#include <cairo-pdf.h>

namespace admitone::artefacts {

void set_metadata(cairo_surface_t* pdf, const std::string& title, base::Timestamp made_at) {
  const auto whole_seconds = std::chrono::floor<std::chrono::seconds>(made_at);
  const std::string date = base::to_rfc3339(whole_seconds);
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, "Admit One");
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Admit One");
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
}

}  // namespace admitone::artefacts
