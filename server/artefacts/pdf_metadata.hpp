#pragma once
// What a PDF says of itself.

#include <string>

#include "artefacts/handles.hpp"
#include "base/clock.hpp"

namespace admitone::artefacts {

/// `made_at` is when the content became what it is, not when it was drawn.
void set_metadata(cairo_surface_t* pdf, const std::string& title, base::Timestamp made_at);

}  // namespace admitone::artefacts
