#include "artefacts/typesetter.hpp"

#include <algorithm>
#include <cmath>

#include "artefacts/colour_glyphs.hpp"
#include "base/utf8.hpp"

namespace admitone::artefacts {
namespace {

constexpr double points_per_inch = 72;  // a user unit of cairo's pages is a point
constexpr double step = 0.93;           // from one size to the next smaller one
constexpr double tolerance = 0.5;
constexpr std::size_t kept_max = 256;

/// Named, so that each looks the same on machines that have other fonts besides.
constexpr const char* other_scripts =
    "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Devanagari";

/// Ideographs look different in each language that has them; what else the text has tells which.
const char* ideographs_of(std::string_view text) {
  const char* family = "Noto Sans CJK SC";
  while (!text.empty()) {
    const char32_t character = base::take_character(text).value_or(0);
    if (character >= 0x3040 && character <= 0x30FF) return "Noto Sans CJK JP";
    const bool is_hangul = (character >= 0x1100 && character <= 0x11FF) ||
                           (character >= 0x3130 && character <= 0x318F) ||
                           (character >= 0xAC00 && character <= 0xD7AF);
    if (is_hangul) return "Noto Sans CJK KR";
  }
  return family;
}

FontDescription describe(const std::string& text, const TextStyle& style) {
  FontDescription font(pango_font_description_new());
  const std::string families =
      std::string(style.family) + ',' + other_scripts + ',' + ideographs_of(text);
  pango_font_description_set_family(font.get(), families.c_str());
  pango_font_description_set_weight(font.get(), style.weight);
  return font;
}

void set_size(PangoLayout* layout, PangoFontDescription* font, const TextStyle& style,
              double size) {
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  // Not by pango_layout_set_line_spacing, which takes lines of nothing but emoji for flat.
  pango_layout_set_spacing(layout, pango_units_from_double(size * style.leading));
}

/// A hyphen that the buyer did not write would make another name of it.
void forbid_hyphens(PangoLayout* layout) {
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

/// Whether a line ends where no line should.
bool breaks_a_word(PangoLayout* layout) {
  const int lines = pango_layout_get_line_count(layout);
  if (lines == 1) return false;
  int count = 0;
  const PangoLogAttr* attributes = pango_layout_get_log_attrs_readonly(layout, &count);
  const char* text = pango_layout_get_text(layout);
  for (int number = 1; number < lines; ++number) {
    const PangoLayoutLine* line = pango_layout_get_line_readonly(layout, number);
    const auto at = g_utf8_pointer_to_offset(text, text + line->start_index);
    if (at < count && attributes[at].is_line_break == 0) return true;
  }
  return false;
}

bool fits(PangoLayout* layout, double width, double height, bool may_break_words) {
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  return logical.width <= (width + tolerance) * PANGO_SCALE &&
         logical.height <= (height + tolerance) * PANGO_SCALE &&
         (may_break_words || !breaks_a_word(layout));
}

/// Takes as much of the width away as leaves the text in as many lines.
void balance(PangoLayout* layout, double width) {
  constexpr int halvings = 5;
  const int lines = pango_layout_get_line_count(layout);
  const auto keeps_lines = [&](double narrower) {
    pango_layout_set_width(layout, pango_units_from_double(narrower));
    return pango_layout_get_line_count(layout) == lines && !breaks_a_word(layout);
  };
  double enough = width;
  double too_little = width / lines;
  for (int halving = 0; halving < halvings; ++halving) {
    const double between = (enough + too_little) / 2;
    (keeps_lines(between) ? enough : too_little) = between;
  }
  pango_layout_set_width(layout, pango_units_from_double(enough));
}

}  // namespace

SetText::SetText(Layout layout, Colour colour, double room_height)
    : layout_(std::move(layout)), colour_(colour), room_height_(room_height) {
  PangoRectangle ink;
  PangoRectangle logical;
  pango_layout_get_extents(layout_.get(), &ink, &logical);
  width_ = pango_units_to_double(logical.width);
  height_ = pango_units_to_double(logical.height);
  top_ = pango_units_to_double(logical.y);
  // A third of a line above and below is what scripts with tall marks need.
  const int margin = logical.height / pango_layout_get_line_count(layout_.get()) / 3;
  overflows_ = ink.y < logical.y - margin ||
               ink.y + ink.height > logical.y + logical.height + margin ||
               ink.x < logical.x - margin || ink.x + ink.width > logical.x + logical.width + margin;
  has_colours_ = has_colour_glyphs(layout_.get());
}

void SetText::paint(cairo_t* canvas, double x, double y) const {
  const Saved saved(canvas);
  if (overflows_) {
    const int set_width = pango_layout_get_width(layout_.get());
    cairo_rectangle(canvas, x, y, set_width < 0 ? width_ : pango_units_to_double(set_width),
                    std::max(height_, room_height_));
    cairo_clip(canvas);
  }
  cairo_set_source_rgb(canvas, colour_.red, colour_.green, colour_.blue);
  cairo_move_to(canvas, x, y - top_);
  if (has_colours_ && cairo_surface_get_type(cairo_get_target(canvas)) == CAIRO_SURFACE_TYPE_PDF) {
    show_with_colour_glyphs(canvas, layout_.get());
  } else {
    pango_cairo_show_layout(canvas, layout_.get());
  }
}

Typesetter& Typesetter::of_this_thread() {
  static thread_local Typesetter typesetter;
  return typesetter;
}

Typesetter::Typesetter() : fonts_(pango_cairo_font_map_new()) {
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts_.get()), points_per_inch);
  context_.reset(pango_font_map_create_context(fonts_.get()));
  // The same text takes the same room on paper and in every picture.
  const FontOptions options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_context_set_round_glyph_positions(context_.get(), 0);
  pango_context_set_language(context_.get(), pango_language_from_string("en"));
}

SetText Typesetter::fit(const std::string& text, const TextStyle& style, double width,
                        double height, Side side) {
  Layout layout(pango_layout_new(context_.get()));
  const FontDescription font = describe(text, style);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_width(layout.get(), pango_units_from_double(width));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  forbid_hyphens(layout.get());

  const auto size_of = [&](int steps) {
    return std::max(style.size * std::pow(step, steps), style.smallest);
  };
  const auto fits_at = [&](int steps) {
    set_size(layout.get(), font.get(), style, size_of(steps));
    return fits(layout.get(), width, height, size_of(steps) < style.comfortable);
  };
  const int last = std::max(
      0, static_cast<int>(std::ceil(std::log(style.smallest / style.size) / std::log(step))));
  // Nearly every text fits at once; for the others the first size that fits is between the two.
  bool is_fitting = fits_at(0);
  if (!is_fitting && last > 0) {
    int too_large = 0;
    int chosen = last;
    while (chosen - too_large > 1) {
      const int between = too_large + (chosen - too_large) / 2;
      (fits_at(between) ? chosen : too_large) = between;
    }
    is_fitting = fits_at(chosen);
  }
  if (!is_fitting) {
    pango_layout_set_height(layout.get(), pango_units_from_double(height));
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  }
  // Pango's "left" is the side where the paragraph begins.
  const bool is_leftward = pango_layout_get_direction(layout.get(), 0) == PANGO_DIRECTION_RTL;
  if (is_leftward) {
    if (side == Side::left) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
  } else if (is_fitting && style.is_balanced && pango_layout_get_line_count(layout.get()) > 1) {
    balance(layout.get(), width);
  }
  return {std::move(layout), style.colour, height};
}

std::shared_ptr<const SetText> Typesetter::keep(const std::string& text, const TextStyle& style,
                                                double width, double height, Side side) {
  auto key = std::tuple(text, &style, width, height, side);
  const auto known = kept_.find(key);
  if (known != kept_.end()) return known->second;
  if (kept_.size() >= kept_max) kept_.clear();
  auto made = std::make_shared<const SetText>(fit(text, style, width, height, side));
  return kept_.emplace(std::move(key), std::move(made)).first->second;
}

std::shared_ptr<const SetText> Typesetter::label(const std::string& text, const TextStyle& style) {
  constexpr double any_room = 10'000;
  return keep(text, style, any_room, any_room);
}

}  // namespace admitone::artefacts
