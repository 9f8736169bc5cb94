#include "artefacts/handles.hpp"

#include <stdexcept>
#include <string>

namespace admitone::artefacts {

void require_success(cairo_surface_t* surface) {
  const cairo_status_t status = cairo_surface_status(surface);
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw std::runtime_error(std::string("drawing failed: ") + cairo_status_to_string(status));
}

}  // namespace admitone::artefacts
