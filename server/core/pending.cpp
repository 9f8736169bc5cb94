#include "core/pending.hpp"

#include "base/refusal.hpp"
#include "core/ticket_row.hpp"

namespace admitone::core {

namespace {

const std::string claim_sql =
    "UPDATE tickets SET pending = $3, updated_at = $4"
    " WHERE id = $1 AND current_holder_id = $2 AND status IN ('sold', 'transferred')"
    " AND pending IS NULL RETURNING " +
    ticket_columns;

const std::string lock_sql =
    "SELECT " + ticket_columns + " FROM tickets WHERE id = $1 FOR UPDATE OF tickets";

/// Why the ticket, which is the asker's own, cannot be claimed.
std::string obstacle(const Ticket& ticket) {
  switch (ticket.status) {
    case TicketStatus::attended:
    case TicketStatus::scanned_entry:
      return "This ticket was used already.";
    case TicketStatus::refunded:
      return "This ticket was refunded.";
    case TicketStatus::created:
      return "This ticket has not been sold.";
    case TicketStatus::sold:
    case TicketStatus::transferred:
      break;
  }
  if (ticket.pending == Pending::refund) return "A refund of this ticket waits for a decision.";
  if (ticket.pending == Pending::transfer) return "A transfer of this ticket waits to be accepted.";
  return "This ticket was changed at the same moment; try again.";
}

}  // namespace

Ticket claim_pending(db::Transaction& transaction, base::TicketId id, base::UserId holder,
                     Pending pending, base::Timestamp now) {
  auto claimed = transaction.find<Ticket>(claim_sql, {id, holder, pending, now});
  if (claimed) return std::move(*claimed);
  const auto ticket = find_ticket(transaction, id);
  if (!ticket || ticket->current_holder_id != holder) {
    throw base::not_found("There is no such ticket among yours.");
  }
  throw base::conflict(obstacle(*ticket));
}

Ticket lock_ticket(db::Transaction& transaction, base::TicketId id) {
  return transaction.find<Ticket>(lock_sql, {id}).value();
}

void release_pending(db::Transaction& transaction, base::TicketId id, base::Timestamp now) {
  transaction.run("UPDATE tickets SET pending = NULL, updated_at = $2 WHERE id = $1", {id, now});
}

}  // namespace admitone::core
