#pragma once
// What is printed of a ticket: everything that people read, and the text of its QR.

#include <optional>
#include <string>

#include "artefacts/local_time.hpp"
#include "core/concerts.hpp"
#include "core/tickets.hpp"

namespace admitone::artefacts {

struct TicketFace {
  std::string concert;
  std::string venue;
  LocalTime begins;
  std::string tier;    ///< in words where the ticket has none
  std::string serial;  ///< "000012", as a printer's numbering machine sets it
  std::optional<std::string> buyer;
  std::string number;
  std::string code_text;
  core::TicketStatus status;
  base::Timestamp changed_at;  ///< when the ticket became what is printed
};

/// "000012".
std::string printed_serial(std::int64_t serial);

/// `concert` must be the ticket's own.
TicketFace face_of(const core::Ticket& ticket, const core::Concert& concert);

}  // namespace admitone::artefacts
