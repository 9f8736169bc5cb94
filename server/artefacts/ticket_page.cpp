#include "artefacts/ticket_page.hpp"

#include <cmath>
#include <numbers>

#include "artefacts/identity.hpp"
#include "artefacts/qr_drawing.hpp"

namespace admitone::artefacts {
namespace {

// The sheet, in points from its upper left corner.
constexpr double margin = 8;
constexpr double left = margin;
constexpr double top = margin;
constexpr double right = a6_size.width - margin;
constexpr double bottom = a6_size.height - margin;
constexpr double tear = 217;  ///< where the stub begins
constexpr double corner = 3;
constexpr double notch = 7;
constexpr double band = 38;  ///< the coloured edge of the stub
constexpr double padding = 15;
constexpr double text_width = right - left - 2 * padding;
/// With its quiet zone: 55 mm. Modules of half points are short numbers in the file.
constexpr double qr_side = 3.5 * QrSymbol::side_with_quiet_zone;
constexpr double quiet_zone = qr_side * QrSymbol::quiet_zone / QrSymbol::side_with_quiet_zone;

const TextStyle mark_style{display_family, PANGO_WEIGHT_ULTRABOLD, stamp, 12, 12, 12};
const TextStyle stamp_style{text_family, PANGO_WEIGHT_SEMIBOLD, stamp, 7.5, 7.5, 7.5};
const TextStyle concert_style{display_family, PANGO_WEIGHT_ULTRABOLD, ink, 30, 13, 5, -0.14, true};
const TextStyle venue_style{text_family, PANGO_WEIGHT_SEMIBOLD, soft_ink, 10.5, 7, 4};
const TextStyle label_style{text_family, PANGO_WEIGHT_SEMIBOLD, soft_ink, 6.5, 6.5, 6.5};
const TextStyle day_style{display_family, PANGO_WEIGHT_ULTRABOLD, ink, 11, 8, 6};
const TextStyle value_style{text_family, PANGO_WEIGHT_SEMIBOLD, ink, 11, 7, 4};
const TextStyle number_style{number_family, PANGO_WEIGHT_BOLD, ink, 15, 10, 8};
const TextStyle terms_style{text_family, PANGO_WEIGHT_SEMIBOLD, soft_ink, 6, 5, 4};
const TextStyle band_mark_style{display_family, PANGO_WEIGHT_ULTRABOLD, white, 23, 23, 23};
const TextStyle band_serial_style{number_family, PANGO_WEIGHT_BOLD, white, 12, 9, 6};

constexpr const char* terms =
    "Admits one, exactly once: the first to show this code gets in, and no copy after that. "
    "Keep it to yourself until the door.";
constexpr const char* terms_before_sale =
    "Worth nothing until it is sold: the door refuses it before that. Then it admits one, exactly "
    "once.";

void set_colour(cairo_t* canvas, const Colour& colour) {
  cairo_set_source_rgb(canvas, colour.red, colour.green, colour.blue);
}

constexpr double quarter_turn = std::numbers::pi / 2;

/// The outline of a piece of the ticket from one end of the tear to the other: round corners
/// outside, and half of a notch at each end.
void trace_body(cairo_t* canvas) {
  cairo_new_path(canvas);
  cairo_arc_negative(canvas, left, tear, notch, 0, -quarter_turn);
  cairo_arc(canvas, left + corner, top + corner, corner, 2 * quarter_turn, 3 * quarter_turn);
  cairo_arc(canvas, right - corner, top + corner, corner, -quarter_turn, 0);
  cairo_arc_negative(canvas, right, tear, notch, -quarter_turn, -2 * quarter_turn);
}

void trace_stub(cairo_t* canvas) {
  cairo_new_path(canvas);
  cairo_arc(canvas, left, tear, notch, 0, quarter_turn);
  cairo_arc_negative(canvas, left + corner, bottom - corner, corner, 2 * quarter_turn,
                     quarter_turn);
  cairo_arc_negative(canvas, right - corner, bottom - corner, corner, quarter_turn, 0);
  cairo_arc(canvas, right, tear, notch, quarter_turn, 2 * quarter_turn);
}

/// The part of a ring that lies within the body, whose nearest edges are `beside` and `beyond` the
/// centre: a quarter, from the direction `turn` on, as one curve of short numbers. Whole rings
/// would take as long as all other lines of the page.
void trace_ring(cairo_t* canvas, double x, double y, double radius, double turn, double beside,
                double beyond) {
  if (radius <= beyond) return;
  const double spare = 2 / radius;  // under the body's edge
  const double from = turn - std::asin(beside / radius) - spare;
  const double to = turn + quarter_turn - std::asin(beyond / radius) + spare;
  const double handle = radius * std::tan((to - from) / 4) * 4 / 3;
  const auto in_quarters = [](double points) { return std::round(points * 4) / 4; };
  const auto place = [&](double angle, double ahead) {
    return std::pair{in_quarters(x + radius * std::cos(angle) - ahead * std::sin(angle)),
                     in_quarters(y + radius * std::sin(angle) + ahead * std::cos(angle))};
  };
  const auto [x0, y0] = place(from, 0);
  const auto [x1, y1] = place(from, handle);
  const auto [x2, y2] = place(to, -handle);
  const auto [x3, y3] = place(to, 0);
  cairo_move_to(canvas, x0, y0);
  cairo_curve_to(canvas, x1, y1, x2, y2, x3, y3);
}

/// Fine rings around two centres, as on security paper: where they cross, a moiré appears. One
/// centre is below the body and one above it.
void draw_rings(cairo_t* canvas) {
  constexpr double pitch = 11;
  constexpr int first = 4;
  constexpr int last = 24;
  const Saved saved(canvas);
  trace_body(canvas);
  cairo_clip(canvas);
  cairo_set_antialias(canvas, CAIRO_ANTIALIAS_FAST);
  cairo_new_path(canvas);
  for (int ring = first; ring <= last; ++ring) {
    trace_ring(canvas, left + 20, tear + 30, ring * pitch, 3 * quarter_turn, 20, 30);
    trace_ring(canvas, right - 20, top - 50, ring * pitch, quarter_turn, 20, 50);
  }
  set_colour(canvas, fine_print);
  cairo_set_line_width(canvas, 0.5);
  cairo_stroke(canvas);
}

/// The coloured edge of the stub, within the stub's outline.
void draw_band_paper(cairo_t* canvas) {
  cairo_new_path(canvas);
  cairo_move_to(canvas, right - band, tear);
  cairo_line_to(canvas, right - band, bottom);
  cairo_arc_negative(canvas, right - corner, bottom - corner, corner, quarter_turn, 0);
  cairo_arc(canvas, right, tear, notch, quarter_turn, 2 * quarter_turn);
  cairo_close_path(canvas);
  set_colour(canvas, stamp);
  cairo_fill(canvas);
}

/// The outer edges of both pieces, and between them the holes along which the stub is torn off.
void draw_edges(cairo_t* canvas) {
  const Saved saved(canvas);
  set_colour(canvas, edge);
  cairo_set_line_width(canvas, 0.6);
  trace_body(canvas);
  cairo_stroke(canvas);
  trace_stub(canvas);
  cairo_stroke(canvas);

  constexpr double pitch = 5;
  const double dots[]{0, pitch};
  cairo_set_dash(canvas, dots, 2, 0);
  cairo_set_line_cap(canvas, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width(canvas, 1.6);
  cairo_move_to(canvas, left + notch + 4, tear);
  cairo_line_to(canvas, right - notch - 3, tear);
  cairo_stroke(canvas);
}

const char* stamp_text(core::TicketStatus status) {
  if (status == core::TicketStatus::created) return "Not valid until sold";
  if (status == core::TicketStatus::attended) return "Used";
  return nullptr;
}

void draw_head(cairo_t* canvas, Typesetter& typesetter, const TicketFace& face) {
  typesetter.label("Admit One", mark_style)->paint(canvas, left + padding, top + 11);
  const char* text = stamp_text(face.status);
  if (text == nullptr) return;
  const auto words = typesetter.label(text, stamp_style);
  const double x = right - padding - words->width() - 5;
  const double y = top + 13;
  words->paint(canvas, x, y);
  set_colour(canvas, stamp);
  cairo_set_line_width(canvas, 1);
  cairo_rectangle(canvas, x - 5, y - 2.5, words->width() + 10, words->height() + 5);
  cairo_stroke(canvas);
}

/// The concert and its venue, together in the middle of the room between the head and the facts.
void draw_title(cairo_t* canvas, Typesetter& typesetter, const TicketFace& face, double from,
                double to) {
  constexpr double gap = 4;
  constexpr double venue_room = 30;
  const auto venue = typesetter.keep(face.venue, venue_style, text_width, venue_room, Side::start);
  const auto concert = typesetter.keep(face.concert, concert_style, text_width,
                                       to - from - gap - venue->height(), Side::start);
  const double spare = to - from - concert->height() - gap - venue->height();
  const double y = from + spare / 2;
  concert->paint(canvas, left + padding, y);
  venue->paint(canvas, left + padding, y + concert->height() + gap);
}

/// A value below its label.
void draw_fact(cairo_t* canvas, Typesetter& typesetter, const char* label, const SetText& value,
               double x, double y) {
  const auto words = typesetter.label(label, label_style);
  words->paint(canvas, x, y);
  value.paint(canvas, x, y + words->height() + 1);
}

void draw_body(cairo_t* canvas, const TicketFace& face) {
  Typesetter& typesetter = Typesetter::of_this_thread();
  constexpr double x = left + padding;
  constexpr double facts = 141;
  constexpr double second_row = facts + 33;
  constexpr double time_column = 176;
  draw_head(canvas, typesetter, face);
  draw_title(canvas, typesetter, face, top + 32, facts - 8);

  set_colour(canvas, stamp);
  cairo_set_line_width(canvas, 0.6);
  cairo_move_to(canvas, x, facts);
  cairo_line_to(canvas, x + text_width, facts);
  cairo_stroke(canvas);

  const auto day = typesetter.keep(face.begins.day, day_style, time_column - 8, 18);
  draw_fact(canvas, typesetter, "Date", *day, x, facts + 6);
  const auto time = typesetter.keep(face.begins.time, day_style, text_width - time_column, 18);
  draw_fact(canvas, typesetter, "Time", *time, x + time_column, facts + 6);
  const SetText buyer =
      typesetter.fit(face.buyer.value_or("Not named"), value_style, text_width, 27);
  draw_fact(canvas, typesetter, "Bought by", buyer, x, second_row);
}

/// "Admit One" and the serial, read from below, as on the edge of the ticket in the wallet.
void draw_band(cairo_t* canvas, Typesetter& typesetter, const TicketFace& face) {
  const Saved saved(canvas);
  cairo_translate(canvas, right - band / 2, (tear + bottom) / 2);
  cairo_rotate(canvas, -std::numbers::pi / 2);
  const auto mark = typesetter.label("Admit One", band_mark_style);
  const double half = (bottom - tear) / 2 - padding;
  mark->paint(canvas, -half, -mark->height() / 2);
  constexpr double gap = 8;
  const double room = 2 * half - mark->width() - gap;
  const SetText serial = typesetter.fit(face.serial, band_serial_style, room, band);
  serial.paint(canvas, half - serial.width(), -serial.height() / 2);
}

void draw_stub(cairo_t* canvas, const TicketFace& face) {
  Typesetter& typesetter = Typesetter::of_this_thread();
  constexpr double x = left + padding;
  constexpr double qr_left = x - quiet_zone;
  constexpr double qr_top = tear + 2;
  constexpr double column = qr_left + qr_side;
  constexpr double column_width = right - band - 6 - column;
  constexpr double number_top = qr_top + qr_side - 4;  // its letters begin below the quiet zone
  draw_band(canvas, typesetter, face);
  draw_qr(canvas, QrSymbol(face.code_text), qr_left, qr_top, qr_side);

  const auto tier = typesetter.keep(face.tier, value_style, column_width, 78);
  draw_fact(canvas, typesetter, "Tier", *tier, column, qr_top + quiet_zone - 2);
  const SetText serial = typesetter.fit(face.serial, number_style, column_width, 20);
  draw_fact(canvas, typesetter, "Serial", serial, column, number_top - 37);

  constexpr double width = right - band - 8 - x;
  const SetText number = typesetter.fit(face.number, number_style, width, 22);
  number.paint(canvas, x, number_top);
  const bool is_unsold = face.status == core::TicketStatus::created;
  const auto small_print =
      typesetter.keep(is_unsold ? terms_before_sale : terms, terms_style, width, 17);
  small_print->paint(canvas, x, bottom - 3 - small_print->height());
}

}  // namespace

void draw_ticket(cairo_t* canvas, const TicketFace& face) {
  draw_rings(canvas);
  draw_body(canvas, face);
  draw_band_paper(canvas);
  draw_stub(canvas, face);
  draw_edges(canvas);
}

}  // namespace admitone::artefacts
