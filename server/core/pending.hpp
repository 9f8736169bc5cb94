#pragma once
// What a ticket waits for: one refund or one transfer, never both. The claim is one conditional
// update of the ticket, so of two requests at the same moment one gets it. Whoever claims, decides
// or closes a pending refund or transfer holds the ticket's row first: that order keeps two of them
// from waiting for each other.

#include "core/tickets.hpp"
#include "db/database.hpp"

namespace admitone::core {

/// Makes the holder's ticket wait for `pending`. Throws base::Refusal: not_found unless the ticket
/// is the holder's; conflict, saying why, unless it is sold or transferred and waits for nothing
/// else.
Ticket claim_pending(db::Transaction& transaction, base::TicketId id, base::UserId holder,
                     Pending pending, base::Timestamp now);

/// Locks the ticket's row until the end of the transaction and reads it. The id must be of a stored
/// ticket.
Ticket lock_ticket(db::Transaction& transaction, base::TicketId id);

/// The ticket waits no more. Call it with the ticket locked, after the refund or transfer has been
/// decided.
void release_pending(db::Transaction& transaction, base::TicketId id, base::Timestamp now);

}  // namespace admitone::core
