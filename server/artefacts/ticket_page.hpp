#pragma once
// The drawing of a ticket: the body that its holder keeps above, the stub with the QR below,
// notches and a perforation between them.

#include "artefacts/handles.hpp"
#include "artefacts/paper.hpp"
#include "artefacts/ticket_face.hpp"

namespace admitone::artefacts {

/// Draws a ticket on a canvas of the size of an A6 sheet, in points.
void draw_ticket(cairo_t* canvas, const TicketFace& face);

}  // namespace admitone::artefacts
