#include "artefacts/colour_glyphs.hpp"

#include <cmath>

#include <hb-ot.h>

namespace admitone::artefacts {
namespace {

constexpr double pixels_per_point = 8;  // 576 dpi: finer than the pictures in the fonts

bool has_colours(PangoFont* font) {
  if (font == nullptr) return false;
  hb_face_t* face = hb_font_get_face(pango_font_get_hb_font(font));
  return hb_ot_color_has_png(face) != 0 || hb_ot_color_has_layers(face) != 0;
}

/// Paints one run as a picture, its baseline beginning at x, y.
void paint_picture(cairo_t* canvas, PangoGlyphItem* run, double x, double y) {
  PangoRectangle ink;
  pango_glyph_string_extents(run->glyphs, run->item->analysis.font, &ink, nullptr);
  if (ink.width <= 0 || ink.height <= 0) return;
  const double left = pango_units_to_double(ink.x);
  const double top = pango_units_to_double(ink.y);
  const double width = pango_units_to_double(ink.width);
  const double height = pango_units_to_double(ink.height);
  const Surface picture(cairo_image_surface_create(
      CAIRO_FORMAT_ARGB32, static_cast<int>(std::ceil(width * pixels_per_point)),
      static_cast<int>(std::ceil(height * pixels_per_point))));
  {
    const Canvas drawing(cairo_create(picture.get()));
    cairo_scale(drawing.get(), pixels_per_point, pixels_per_point);
    cairo_move_to(drawing.get(), -left, -top);
    pango_cairo_show_glyph_string(drawing.get(), run->item->analysis.font, run->glyphs);
  }
  const Saved saved(canvas);
  cairo_translate(canvas, x + left, y + top);
  cairo_scale(canvas, 1 / pixels_per_point, 1 / pixels_per_point);
  cairo_set_source_surface(canvas, picture.get(), 0, 0);
  cairo_paint(canvas);
}

/// Shows nothing where the run is, but says its text: a blank as wide as the run.
void say(cairo_t* canvas, PangoLayout* layout, PangoGlyphItem* run, double x, double y) {
  const char* text = pango_layout_get_text(layout) + run->item->offset;
  PangoFont* font = pango_context_load_font(pango_layout_get_context(layout),
                                            pango_layout_get_font_description(layout));
  if (font == nullptr) return;
  const Saved saved(canvas);
  cairo_set_scaled_font(canvas, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
  hb_codepoint_t blank = 0;
  hb_font_get_nominal_glyph(pango_font_get_hb_font(font), ' ', &blank);
  g_object_unref(font);
  const cairo_glyph_t glyph{blank, x, y};
  cairo_text_extents_t extents;
  cairo_glyph_extents(canvas, &glyph, 1, &extents);
  cairo_matrix_t matrix;
  cairo_get_font_matrix(canvas, &matrix);
  const double width = pango_units_to_double(pango_glyph_string_get_width(run->glyphs));
  if (extents.x_advance > 0) matrix.xx *= width / extents.x_advance;
  cairo_set_font_matrix(canvas, &matrix);
  const cairo_text_cluster_t cluster{run->item->length, 1};
  cairo_show_text_glyphs(canvas, text, run->item->length, &glyph, 1, &cluster, 1,
                         static_cast<cairo_text_cluster_flags_t>(0));
}

}  // namespace

bool has_colour_glyphs(PangoLayout* layout) {
  const LayoutIterator runs(pango_layout_get_iter(layout));
  do {
    const PangoGlyphItem* run = pango_layout_iter_get_run_readonly(runs.get());
    if (run != nullptr && has_colours(run->item->analysis.font)) return true;
  } while (pango_layout_iter_next_run(runs.get()) != 0);
  return false;
}

void show_with_colour_glyphs(cairo_t* canvas, PangoLayout* layout) {
  double left = 0;
  double top = 0;
  cairo_get_current_point(canvas, &left, &top);
  const char* text = pango_layout_get_text(layout);
  const LayoutIterator runs(pango_layout_get_iter(layout));
  do {
    PangoGlyphItem* run = pango_layout_iter_get_run_readonly(runs.get());
    if (run == nullptr) continue;  // the end of a line
    PangoRectangle place;
    pango_layout_iter_get_run_extents(runs.get(), nullptr, &place);
    const double x = left + pango_units_to_double(place.x);
    const double y = top + pango_units_to_double(pango_layout_iter_get_baseline(runs.get()));
    if (has_colours(run->item->analysis.font)) {
      say(canvas, layout, run, x, y);
      paint_picture(canvas, run, x, y);
    } else {
      cairo_move_to(canvas, x, y);
      pango_cairo_show_glyph_item(canvas, text, run);
    }
  } while (pango_layout_iter_next_run(runs.get()) != 0);
}

}  // namespace admitone::artefacts
