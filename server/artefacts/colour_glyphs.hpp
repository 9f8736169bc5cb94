#pragma once
// Emoji on paper. cairo puts a glyph that has colours into a PDF as a picture with one pixel a
// point, and without its text. Here such glyphs become pictures that are sharp when printed, over a
// blank that carries the text for whoever searches, copies or listens.

#include "artefacts/handles.hpp"

namespace admitone::artefacts {

bool has_colour_glyphs(PangoLayout* layout);

/// Like pango_cairo_show_layout, at the canvas's current point.
void show_with_colour_glyphs(cairo_t* canvas, PangoLayout* layout);

}  // namespace admitone::artefacts
