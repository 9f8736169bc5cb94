#pragma once
// Tickets: made in numbers, sold one by one, held by somebody.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "core/code.hpp"
#include "core/outbox.hpp"
#include "core/signing_keys.hpp"
#include "core/ticket_number.hpp"
#include "db/database.hpp"

namespace admitone::core {

enum class TicketStatus { created, sold, scanned_entry, attended, refunded, transferred };
BOOST_DESCRIBE_ENUM(TicketStatus, created, sold, scanned_entry, attended, refunded, transferred)

enum class Pending { refund, transfer };
BOOST_DESCRIBE_ENUM(Pending, refund, transfer)

/// A stored ticket, with its concert's currency, in which its price is.
struct Ticket {
  base::TicketId id;
  base::ConcertId concert_id;
  std::string ticket_number;
  std::int64_t serial;
  std::optional<std::string> tier;
  TicketStatus status;
  std::optional<std::int64_t> price;  ///< minor units
  std::optional<std::string> buyer_name;
  std::optional<std::string> buyer_email;
  std::optional<base::UserId> original_buyer_id;
  std::optional<base::UserId> current_holder_id;
  std::optional<Pending> pending;
  std::int64_t issue;
  std::int64_t key_id;
  base::Bytes signature;
  std::optional<std::string> reference;  ///< the seller's own, of a ticket that was sold elsewhere
  std::optional<base::Timestamp> sold_at;
  base::Timestamp created_at;
  base::Timestamp updated_at;
  std::string currency;

  /// The text of this ticket's QR.
  std::string code_text() const;
};

inline constexpr std::int64_t tickets_created_max = 100'000;  ///< in one request

struct TicketOrder {
  base::ConcertId concert_id;
  std::int64_t quantity = 1;
  std::optional<std::int64_t> price;  ///< minor units
  std::optional<std::string> tier;
};

/// Tickets that have ids, numbers and signatures, but are not stored yet.
struct PreparedTickets {
  TicketOrder order;
  std::int64_t first_id = 0;
  std::uint8_t key_id = 0;
  std::vector<std::string> numbers;
  std::vector<base::Signature> signatures;
};

/// Reserves ids for the order; numbers and signatures are made afterwards, outside the transaction,
/// by prepare_tickets, so that nobody waits for the signing. Throws base::Refusal (not_found).
std::int64_t reserve_ticket_ids(db::Transaction& transaction, const TicketOrder& order);

/// Makes numbers and signatures. No database; about 25,000 a second on one core. `progress` hears
/// of every thousand.
PreparedTickets prepare_tickets(const TicketOrder& order, std::int64_t first_id,
                                const SigningKeys::Signer& signer,
                                const std::function<void(std::int64_t)>& progress = {});

/// By what a list finds a buyer's tickets.
std::string buyer_search(const std::string& name, const std::string& email);

struct Sale {
  /// Both, or neither: who pays for a ticket of paper at a counter is asked nothing.
  std::optional<std::string> buyer_name;
  std::optional<std::string> buyer_email;
  std::optional<std::int64_t> price;  ///< minor units; absent: the ticket's own
  /// Who holds the ticket from now on. Absent: whoever has verified buyer_email, or else nobody
  /// yet.
  std::optional<std::string> holder_username;
};

/// Writes the letter with the ticket to the buyer, if that is known. Throws base::Refusal:
/// not_found; conflict unless the ticket is `created`; invalid when the holder named is nobody or
/// disabled (pointer "/holder_username"), or when the buyer is only half known ("/buyer_name",
/// "/buyer_email").
Ticket mark_sold(db::Transaction& transaction, base::TicketId id, const Sale& sale,
                 base::UserId actor, base::Timestamp now, Mailing mailing = Mailing::off);

/// Binds a sold ticket that is nobody's to the claimer, who shows its present code (or its ticket
/// number). Throws base::Refusal: not_found for a code that opens nothing (forged, superseded,
/// unsold, unknown all alike); conflict when it is somebody else's. Claiming one's own again
/// changes nothing.
Ticket claim_ticket(db::Transaction& transaction, const std::string& code, base::UserId claimer,
                    base::Timestamp now);

std::optional<Ticket> find_ticket(db::Transaction& transaction, base::TicketId id);
std::optional<Ticket> find_ticket(db::Transaction& transaction, const PrintedNumber& number);

/// The ticket that is shown, by its present code or its number; nothing for what opens no ticket:
/// forged, superseded, unknown all alike.
std::optional<Ticket> find_shown_ticket(db::Transaction& transaction, const std::string& shown);

struct TicketFilter {
  std::optional<TicketStatus> status;
  std::optional<std::string> search;  ///< in the buyer's name or address, or how the number begins
};

/// By serial, after `after_serial`, at most `limit`.
std::vector<Ticket> list_tickets(db::Transaction& transaction, base::ConcertId concert_id,
                                 const TicketFilter& filter, std::int64_t after_serial,
                                 std::int64_t limit);

/// A holder's tickets by id, after `after`, at most `limit`.
std::vector<Ticket> list_tickets_of(db::Transaction& transaction, base::UserId holder,
                                    base::TicketId after, std::int64_t limit);

}  // namespace admitone::core
