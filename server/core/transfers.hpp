#pragma once
// Transfers: a holder offers a ticket to somebody, who accepts or rejects it. Acceptance gives the
// ticket a new holder and a new code; the old code is superseded from that moment.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "core/journal.hpp"
#include "core/tickets.hpp"
#include "db/database.hpp"

namespace admitone::core {

enum class TransferStatus { pending, accepted, rejected, completed, cancelled };
BOOST_DESCRIBE_ENUM(TransferStatus, pending, accepted, rejected, completed, cancelled)

struct Transfer {
  base::TransferId id;
  base::TicketId ticket_id;
  base::ConcertId concert_id;
  base::UserId from_user_id;
  std::string from_username;
  std::optional<base::UserId> to_user_id;
  std::optional<std::string> to_username;
  std::optional<std::string> to_email;
  TransferStatus status;
  std::optional<std::string> notes;
  base::Timestamp initiated_at;
  std::optional<base::Timestamp> decided_at;
  std::int64_t serial;              ///< the ticket's
  std::optional<std::string> tier;  ///< the ticket's
  std::string concert_name;
};

/// To whom: exactly one of the two.
struct Recipient {
  std::optional<std::string> username;
  std::optional<std::string> email;  ///< whoever has verified this address, now or later
};

/// A recipient hears of the same ticket by letter once in this time, however often it is offered.
inline constexpr std::chrono::hours transfer_letter_interval{1};

/// Writes a letter to the recipient. Throws base::Refusal: not_found unless the ticket is the
/// sender's; conflict unless it is sold or transferred and waits for nothing else; invalid when the
/// recipient is the sender, nobody, or disabled (pointers "/to_username", "/to_email").
Transfer initiate_transfer(db::Transaction& transaction, base::TicketId ticket_id,
                           base::UserId sender, const Recipient& recipient,
                           const std::optional<std::string>& notes, base::Timestamp now,
                           Mailing mailing = Mailing::off);

/// The recipient takes the ticket: new holder, next issue of the code, and a letter to either side.
/// Throws base::Refusal: not_found for anybody but the recipient; conflict when it is not pending
/// any more, the ticket was used meanwhile, the recipient is disabled, or the ticket has had 65,535
/// codes.
Transfer accept_transfer(db::Transaction& transaction, SigningKeys& keys, base::TransferId id,
                         base::UserId recipient, base::Timestamp now,
                         Mailing mailing = Mailing::off);

/// The recipient declines.
Transfer reject_transfer(db::Transaction& transaction, base::TransferId id, base::UserId recipient,
                         base::Timestamp now);

/// The sender withdraws.
Transfer cancel_transfer(db::Transaction& transaction, base::TransferId id, base::UserId sender,
                         base::Timestamp now);

/// Cancels the transfer that waits for this ticket, if there is one, because the ticket was used;
/// returns the facts to record. For a transaction that holds the ticket's row and takes `pending`
/// from it itself.
std::vector<Fact> close_pending_transfer(db::Transaction& transaction, base::TicketId ticket_id,
                                         base::Timestamp now);

std::optional<Transfer> find_transfer(db::Transaction& transaction, base::TransferId id);

/// Pending transfers that the user sent or may accept, newest first.
std::vector<Transfer> list_pending_transfers(db::Transaction& transaction, base::UserId user,
                                             std::optional<base::TransferId> before,
                                             std::int64_t limit);

}  // namespace admitone::core
