#include "artefacts/ticket_face.hpp"

#include <fmt/format.h>

namespace admitone::artefacts {

std::string printed_serial(std::int64_t serial) { return fmt::format("{:06}", serial); }

TicketFace face_of(const core::Ticket& ticket, const core::Concert& concert) {
  return {.concert = concert.name,
          .venue = concert.venue,
          .begins = local_time(concert.date, concert.timezone),
          .tier = ticket.tier.value_or("Standard"),
          .serial = printed_serial(ticket.serial),
          .buyer = ticket.buyer_name,
          .number = ticket.ticket_number,
          .code_text = ticket.code_text(),
          .status = ticket.status,
          .changed_at = ticket.updated_at};
}

}  // namespace admitone::artefacts
