#include "artefacts/sheet_stub.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "artefacts/identity.hpp"
#include "artefacts/qr_drawing.hpp"

namespace admitone::artefacts {
namespace {

constexpr double inset = 8;  ///< nothing is nearer to where the scissors go
constexpr double band = 20;  ///< for the words along the right edge
constexpr double number_room = 17;
constexpr double venue_room = 20;
constexpr double day_room = 10;
constexpr double tier_room = 20;
constexpr double note_room = 9;
constexpr double gap = 3;

const TextStyle concert_style{display_family, PANGO_WEIGHT_ULTRABOLD, ink, 16, 9, 4, -0.12};
const TextStyle venue_style{text_family, PANGO_WEIGHT_SEMIBOLD, soft_ink, 8, 6, 3};
const TextStyle day_style{text_family, PANGO_WEIGHT_SEMIBOLD, ink, 8, 5, 5};
const TextStyle tier_style{text_family, PANGO_WEIGHT_SEMIBOLD, ink, 8.5, 6, 3};
const TextStyle note_style{text_family, PANGO_WEIGHT_SEMIBOLD, soft_ink, 6, 6, 6};
const TextStyle number_style{number_family, PANGO_WEIGHT_BOLD, ink, 11, 8, 8};
const TextStyle mark_style{display_family, PANGO_WEIGHT_ULTRABOLD, stamp, 14, 14, 14};
const TextStyle serial_style{number_family, PANGO_WEIGHT_BOLD, stamp, 10, 6, 6};

/// Modules of whole quarters of a point: their corners are short numbers in the file.
double qr_side_in(double stub_height) {
  constexpr int modules = QrSymbol::side_with_quiet_zone;
  return std::floor((stub_height - inset - number_room) / modules * 4) / 4 * modules;
}

std::string words_of(const TicketFace& face) {
  constexpr char between = '\n';  // which no name has in it
  return face.concert + between + face.venue + between + face.begins.day + between +
         face.begins.time + between + face.tier;
}

void draw_edge(cairo_t* canvas, Typesetter& typesetter, const TicketFace& face,
               const StubTexts& texts) {
  const Saved saved(canvas);
  const double half = texts.height / 2 - inset;
  cairo_translate(canvas, texts.width - inset - band / 2, texts.height / 2);
  cairo_rotate(canvas, -std::numbers::pi / 2);
  const auto mark = typesetter.label("Admit One", mark_style);
  mark->paint(canvas, -half, -mark->height() / 2);
  const SetText serial = typesetter.fit(face.serial, serial_style, half, band);
  serial.paint(canvas, half - serial.width(), -serial.height() / 2);
  cairo_set_source_rgb(canvas, stamp.red, stamp.green, stamp.blue);
  cairo_set_line_width(canvas, 0.5);
  cairo_move_to(canvas, -half, -band / 2);
  cairo_line_to(canvas, half, -band / 2);
  cairo_stroke(canvas);
}

}  // namespace

StubTexts::StubTexts(const TicketFace& face, double stub_width, double stub_height)
    : width(stub_width),
      height(stub_height),
      qr_side(qr_side_in(stub_height)),
      column(inset / 2 + qr_side),
      column_width(stub_width - column - band - inset - 5),
      concert(Typesetter::of_this_thread().fit(
          face.concert, concert_style, column_width,
          stub_height - 2 * inset - venue_room - 2 * day_room - tier_room - note_room - 4 * gap)),
      venue(Typesetter::of_this_thread().fit(face.venue, venue_style, column_width, venue_room)),
      day(Typesetter::of_this_thread().fit(face.begins.day, day_style, column_width, day_room)),
      time(Typesetter::of_this_thread().fit(face.begins.time, day_style, column_width, day_room)),
      tier(Typesetter::of_this_thread().fit(face.tier, tier_style, column_width, tier_room)),
      said_(words_of(face)) {}

bool StubTexts::say_the_same_of(const TicketFace& face) const { return said_ == words_of(face); }

void draw_stub(cairo_t* canvas, const TicketFace& face, const StubTexts& texts) {
  Typesetter& typesetter = Typesetter::of_this_thread();
  constexpr double qr_left = inset / 2;
  const double quiet = texts.qr_side * QrSymbol::quiet_zone / QrSymbol::side_with_quiet_zone;
  draw_qr(canvas, QrSymbol(face.code_text), qr_left, qr_left, texts.qr_side);
  const SetText number =
      typesetter.fit(face.number, number_style, texts.qr_side - quiet, number_room);
  number.paint(canvas, qr_left + quiet, texts.height - inset - number.height());

  double y = inset + 2;
  for (const SetText* text : {&texts.concert, &texts.venue}) {
    text->paint(canvas, texts.column, y);
    y += text->height() + gap;
  }
  y = texts.height - inset - note_room - tier_room - 2 * day_room - 2 * gap;
  texts.day.paint(canvas, texts.column, y);
  texts.time.paint(canvas, texts.column, y + day_room);
  texts.tier.paint(canvas, texts.column, y + 2 * day_room + gap);
  const auto note = typesetter.label("Valid once sold", note_style);
  note->paint(canvas, texts.column, texts.height - inset - note->height());
  draw_edge(canvas, typesetter, face, texts);
}

}  // namespace admitone::artefacts
