#pragma once
// One ticket of a print sheet: small, without a buyer, valid once it is sold.

#include <string>

#include "artefacts/ticket_face.hpp"
#include "artefacts/typesetter.hpp"

namespace admitone::artefacts {

/// What the stubs of a concert have in common, set once for all of them.
class StubTexts {
 public:
  StubTexts(const TicketFace& face, double stub_width, double stub_height);
  bool say_the_same_of(const TicketFace& face) const;

  double width;
  double height;
  double qr_side;
  double column;  ///< where the words begin, right of the QR
  double column_width;
  SetText concert;
  SetText venue;
  SetText day;
  SetText time;
  SetText tier;

 private:
  std::string said_;
};

/// Draws a stub with its upper left corner at 0, 0.
void draw_stub(cairo_t* canvas, const TicketFace& face, const StubTexts& texts);

}  // namespace admitone::artefacts
