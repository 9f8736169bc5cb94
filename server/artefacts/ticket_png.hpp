#pragma once
// A ticket as a picture, the same drawing as on paper: what a wallet shows.

#include <string>

#include "artefacts/ticket_face.hpp"

namespace admitone::artefacts {

inline constexpr int ticket_width_min = 200;  ///< pixels: the QR still reads
inline constexpr int ticket_width_max = 2000;
inline constexpr int ticket_width_usual = 840;

/// `width` pixels wide, and high in the proportions of A6.
std::string ticket_png(const TicketFace& face, int width = ticket_width_usual);

}  // namespace admitone::artefacts
