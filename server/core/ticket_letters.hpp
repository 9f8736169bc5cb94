#pragma once
// The letter that brings a ticket: who gets it, and sending it again.

#include "core/outbox.hpp"
#include "core/tickets.hpp"

namespace admitone::core {

/// The letter with the ticket to the address it was sold to; there must be one.
NewLetter letter_to_buyer(const Ticket& sold);

/// The same for a ticket that has just been made for its buyer.
NewLetter letter_to_first_buyer(base::TicketId id, const std::string& email);

/// The letter with the ticket to the account that holds it after a transfer.
NewLetter letter_to_holder(db::Transaction& transaction, const Ticket& transferred);

/// Writes the ticket's letter again: to the buyer as long as the code is the one that was sold, to
/// the holder once a transfer has replaced it. One that waits already is returned as it is. Throws
/// base::Refusal: not_found; conflict when there is no valid ticket to send (not sold, used,
/// refunded), or no address to send it to.
Letter send_ticket_again(db::Transaction& transaction, base::TicketId id,
                         std::optional<base::UserId> actor, base::Timestamp now);

}  // namespace admitone::core
