#pragma once
// A ticket as a PDF of one page. Fonts are embedded, and the QR is made of vectors.

#include <string>

#include "artefacts/paper.hpp"
#include "artefacts/ticket_face.hpp"

namespace admitone::artefacts {

/// The same face gives the same octets, whenever it is drawn.
std::string ticket_pdf(const TicketFace& face, TicketPaper paper = TicketPaper::a6);

}  // namespace admitone::artefacts
