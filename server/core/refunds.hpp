#pragma once
// Refunds: asked for by the holder, decided by an admin, completed when the money has gone back.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "core/journal.hpp"
#include "core/money.hpp"
#include "core/tickets.hpp"
#include "db/database.hpp"

namespace admitone::core {

enum class RefundStatus { pending, approved, rejected, completed };
BOOST_DESCRIBE_ENUM(RefundStatus, pending, approved, rejected, completed)

struct Refund {
  base::RefundId id;
  base::TicketId ticket_id;
  base::ConcertId concert_id;
  base::UserId requested_by_user_id;
  std::string reason;
  std::int64_t amount;  ///< minor units
  RefundStatus status;
  std::optional<std::string> notes;
  std::optional<base::UserId> decided_by_user_id;
  base::Timestamp requested_at;
  std::optional<base::Timestamp> decided_at;
  std::optional<base::Timestamp> completed_at;
  std::string currency;
  std::string requested_by;               ///< username
  std::optional<std::string> decided_by;  ///< username
  // Of the ticket, as it is now.
  std::string ticket_number;
  std::int64_t serial;
  std::optional<std::string> tier;
  TicketStatus ticket_status;
  std::optional<std::string> buyer_name;
};

/// Throws base::Refusal: not_found unless the ticket is the requester's; conflict unless it is sold
/// or transferred and waits for nothing else; invalid when the amount is more than the price paid.
/// `amount` absent: all of the price. An amount's pointer is "/amount".
Refund request_refund(db::Transaction& transaction, base::TicketId ticket_id,
                      base::UserId requester, const std::string& reason,
                      const std::optional<Money>& amount, base::Timestamp now);

/// pending -> approved: the ticket becomes `refunded` and its code is dead. Writes a letter to the
/// requester. Throws base::Refusal: not_found; conflict when it is not pending or the ticket was
/// used meanwhile.
Refund approve_refund(db::Transaction& transaction, base::RefundId id,
                      const std::optional<std::string>& notes, base::UserId actor,
                      base::Timestamp now, Mailing mailing = Mailing::off);

/// pending -> rejected, with a letter to the requester.
Refund reject_refund(db::Transaction& transaction, base::RefundId id,
                     const std::optional<std::string>& notes, base::UserId actor,
                     base::Timestamp now, Mailing mailing = Mailing::off);

/// approved -> completed: the money has been paid back. Writes a letter to the requester.
Refund complete_refund(db::Transaction& transaction, base::RefundId id,
                       const std::optional<std::string>& notes, base::UserId actor,
                       base::Timestamp now, Mailing mailing = Mailing::off);

/// Rejects the refund that waits for this ticket, if there is one, because the ticket was used;
/// returns the facts to record. For a transaction that holds the ticket's row and takes `pending`
/// from it itself.
std::vector<Fact> close_pending_refund(db::Transaction& transaction, base::TicketId ticket_id,
                                       base::Timestamp now);

std::optional<Refund> find_refund(db::Transaction& transaction, base::RefundId id);

/// Newest first, older than `before` (none: from the newest), at most `limit`.
std::vector<Refund> list_refunds(db::Transaction& transaction, std::optional<RefundStatus> status,
                                 std::optional<base::RefundId> before, std::int64_t limit);
/// A concert's, in the same order.
std::vector<Refund> list_refunds_at(db::Transaction& transaction, base::ConcertId concert_id,
                                    std::optional<base::RefundId> before, std::int64_t limit);
std::vector<Refund> list_refunds_of(db::Transaction& transaction, base::UserId requester,
                                    std::optional<base::RefundId> before, std::int64_t limit);

}  // namespace admitone::core
