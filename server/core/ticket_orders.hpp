#pragma once
// Orders of tickets: accepted or refused as a whole in one short transaction, then stored part by
// part in others. An order that was accepted is always finished, by whoever goes on with it, and
// nobody at a door waits for more than one part.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/tickets.hpp"

namespace admitone::core {

/// How many tickets a part has: SQLite's one writer, and on PostgreSQL the concert's counts, are
/// held by it for about 3 ms.
inline constexpr std::int64_t part_tickets_max = 250;

/// An order whose tickets have ids and serials, and are not all stored yet.
struct AcceptedOrder {
  base::TicketId first_ticket_id;  ///< no other order has it: ids are given once
  base::ConcertId concert_id;
  std::int64_t first_serial;
  std::int64_t quantity;
  std::int64_t stored;                ///< how many so far, the first ones
  std::optional<std::int64_t> price;  ///< minor units
  std::optional<std::string> tier;
  base::UserId requested_by_user_id;
  base::Timestamp created_at;

  std::int64_t last_serial() const { return first_serial + quantity - 1; }
};

/// Reserves ids and serials and notes the order. Throws base::Refusal: not_found; conflict when the
/// concert's capacity does not allow so many. Nothing was made then.
AcceptedOrder accept_order(db::Transaction& transaction, const TicketOrder& order,
                           base::UserId actor, base::Timestamp now);

/// All orders that are not finished, whether somebody is at them or not.
std::vector<AcceptedOrder> list_accepted_orders(db::Transaction& transaction);

/// The order as it stands now; nothing once it is finished, or gone with its concert.
std::optional<AcceptedOrder> find_accepted_order(db::Transaction& transaction,
                                                 base::TicketId first_ticket_id);

/// Whether tickets of this range of serials belong to an order and are not stored yet.
bool are_being_made(db::Transaction& transaction, base::ConcertId concert_id,
                    std::int64_t first_serial, std::int64_t last_serial);

/// Makes numbers and signatures for the order's next part. No database; about 10 ms.
PreparedTickets prepare_part(const AcceptedOrder& order, const SigningKeys::Signer& signer);

struct PartOutcome {
  bool is_stored;  ///< false: somebody else stored this part, or the concert was removed
  std::optional<AcceptedOrder> rest;  ///< as find_accepted_order finds it now
};

/// Stores the part that was prepared for the order as it stood, unless somebody else has. Counts
/// move along with each part; the last one records the one fact that tells of the order.
PartOutcome store_part(db::Transaction& transaction, const AcceptedOrder& order,
                       const PreparedTickets& part, base::Timestamp now);

struct CreatedTickets {
  std::int64_t created;
  std::int64_t first_serial;
  std::int64_t last_serial;
  std::vector<Ticket> tickets;  ///< the first 100
};

/// What a finished order has made. Throws base::Refusal (not_found) when its concert was removed.
CreatedTickets get_created_tickets(db::Transaction& transaction, const AcceptedOrder& order);

/// The whole order in this one transaction: for where no door waits. Throws what accept_order
/// throws.
CreatedTickets create_tickets(db::Transaction& transaction, const TicketOrder& order,
                              SigningKeys& keys, base::UserId actor, base::Timestamp now);

}  // namespace admitone::core
