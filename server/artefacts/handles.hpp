#pragma once
// Owners of what cairo, Pango and GLib hand out.

#include <memory>

#include <cairo.h>
#include <pango/pangocairo.h>

namespace admitone::artefacts {

/// Calls a C function on what is owned.
template <auto Release>
struct Releaser {
  template <class T>
  void operator()(T* owned) const {
    Release(owned);
  }
};

using Surface = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using Canvas = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using FontMap = std::unique_ptr<PangoFontMap, Releaser<g_object_unref>>;
using FontContext = std::unique_ptr<PangoContext, Releaser<g_object_unref>>;
using Layout = std::unique_ptr<PangoLayout, Releaser<g_object_unref>>;
using LayoutIterator = std::unique_ptr<PangoLayoutIter, Releaser<pango_layout_iter_free>>;
using FontDescription =
    std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Releaser<cairo_font_options_destroy>>;

/// Keeps a canvas's settings, and puts them back at the end of its life.
class Saved {
 public:
  explicit Saved(cairo_t* canvas) : canvas_(canvas) { cairo_save(canvas_); }
  ~Saved() { cairo_restore(canvas_); }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

 private:
  cairo_t* canvas_;
};

/// Throws std::runtime_error when something drawn on the surface has failed, or written nowhere.
void require_success(cairo_surface_t* surface);

}  // namespace admitone::artefacts
