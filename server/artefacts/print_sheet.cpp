#include "artefacts/print_sheet.hpp"

#include <cmath>

#include <cairo-pdf.h>

#include "artefacts/identity.hpp"
#include "artefacts/pdf_metadata.hpp"

namespace admitone::artefacts {
namespace {

constexpr double margin = 10 * points_per_mm;  // what any printer leaves free, and crop marks need
constexpr double mark_gap = 2 * points_per_mm;
constexpr double mark_length = 5 * points_per_mm;
constexpr int columns = 2;

}  // namespace

PrintSheet::PrintSheet(const std::string& path, const SheetOptions& options)
    : columns_(columns),
      rows_(options.grid == core::SheetGrid::two_by_four ? 4 : 5),
      size_(size_of(options.paper)),
      stub_width_((size_.width - 2 * margin) / columns_),
      stub_height_((size_.height - 2 * margin) / rows_),
      surface_(cairo_pdf_surface_create(path.c_str(), size_.width, size_.height)),
      canvas_(cairo_create(surface_.get())) {
  require_success(surface_.get());
  set_metadata(surface_.get(), options.title, options.made_at);
}

void PrintSheet::add(const TicketFace& face) {
  if (on_page_ == 0) draw_crop_marks();
  if (!texts_ || !texts_->say_the_same_of(face)) {
    texts_.reset();
    texts_.emplace(face, stub_width_, stub_height_);
  }
  {
    const Saved saved(canvas_.get());
    // Short numbers make short files: a stub begins at a quarter of a point.
    const double x = margin + on_page_ % columns_ * stub_width_;
    const double y = margin + on_page_ / columns_ * stub_height_;
    cairo_translate(canvas_.get(), std::round(x * 4) / 4, std::round(y * 4) / 4);
    draw_stub(canvas_.get(), face, *texts_);
  }
  if (++on_page_ < columns_ * rows_) return;
  cairo_show_page(canvas_.get());
  on_page_ = 0;
}

void PrintSheet::finish() {
  if (on_page_ > 0) cairo_show_page(canvas_.get());
  canvas_.reset();
  cairo_surface_finish(surface_.get());
  require_success(surface_.get());
}

void PrintSheet::draw_crop_marks() {
  cairo_t* canvas = canvas_.get();
  cairo_new_path(canvas);
  for (int column = 0; column <= columns_; ++column) {
    const double x = margin + column * stub_width_;
    for (const double y : {margin - mark_gap - mark_length, size_.height - margin + mark_gap}) {
      cairo_move_to(canvas, x, y);
      cairo_line_to(canvas, x, y + mark_length);
    }
  }
  for (int row = 0; row <= rows_; ++row) {
    const double y = margin + row * stub_height_;
    for (const double x : {margin - mark_gap - mark_length, size_.width - margin + mark_gap}) {
      cairo_move_to(canvas, x, y);
      cairo_line_to(canvas, x + mark_length, y);
    }
  }
  cairo_set_source_rgb(canvas, 0, 0, 0);
  cairo_set_line_width(canvas, 0.4);
  cairo_stroke(canvas);
}

}  // namespace admitone::artefacts
