#include "core/ticket_orders.hpp"

#include <algorithm>

#include <boost/describe/class.hpp>

#include "core/attendance.hpp"
#include "core/concerts.hpp"
#include "core/journal.hpp"
#include "core/ticket_insertion.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(AcceptedOrder, (),
                      (first_ticket_id, concert_id, first_serial, quantity, stored, price, tier,
                       requested_by_user_id, created_at))

namespace {

constexpr std::int64_t tickets_returned_max = 100;

const std::string columns =
    "first_ticket_id, concert_id, first_serial, quantity, stored, price, tier, "
    "requested_by_user_id, created_at";

const std::string accept_sql =
    "INSERT INTO ticket_orders (first_ticket_id, concert_id, first_serial, quantity, price, tier, "
    "requested_by_user_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING " +
    columns;

const std::string find_sql = "SELECT " + columns + " FROM ticket_orders WHERE first_ticket_id = $1";

const std::string list_sql = "SELECT " + columns + " FROM ticket_orders ORDER BY first_ticket_id";

std::string sentence(const AcceptedOrder& order) {
  if (order.quantity == 1) return "Created ticket " + std::to_string(order.first_serial);
  return "Created " + std::to_string(order.quantity) + " tickets, " +
         std::to_string(order.first_serial) + " to " + std::to_string(order.last_serial());
}

/// Names what is stored so far, so that of several who are at the same part one takes it.
bool take_part(db::Transaction& transaction, const AcceptedOrder& order, std::int64_t count) {
  const bool is_last = order.stored + count == order.quantity;
  const db::Rows taken =
      is_last
          ? transaction.run("DELETE FROM ticket_orders WHERE first_ticket_id = $1 AND stored = $2",
                            {order.first_ticket_id, order.stored})
          : transaction.run(
                "UPDATE ticket_orders SET stored = stored + $3 WHERE first_ticket_id = $1 "
                "AND stored = $2",
                {order.first_ticket_id, order.stored, count});
  return taken.changed_count > 0;
}

}  // namespace

/// The concert's counts are locked before the counter of ids: an order that waits for the counts
/// holds up no other concert's.
AcceptedOrder accept_order(db::Transaction& transaction, const TicketOrder& order,
                           base::UserId actor, base::Timestamp now) {
  const auto first_serial = reserve_serials(transaction, order.concert_id, order.quantity);
  const auto first_id = reserve_ticket_ids(transaction, order);
  return transaction
      .find<AcceptedOrder>(accept_sql, {first_id, order.concert_id, first_serial, order.quantity,
                                        order.price, order.tier, actor, now})
      .value();
}

std::vector<AcceptedOrder> list_accepted_orders(db::Transaction& transaction) {
  return transaction.list<AcceptedOrder>(list_sql);
}

std::optional<AcceptedOrder> find_accepted_order(db::Transaction& transaction,
                                                 base::TicketId first_ticket_id) {
  return transaction.find<AcceptedOrder>(find_sql, {first_ticket_id});
}

bool are_being_made(db::Transaction& transaction, base::ConcertId concert_id,
                    std::int64_t first_serial, std::int64_t last_serial) {
  return transaction
      .find<std::int64_t>(
          "SELECT 1 FROM ticket_orders WHERE concert_id = $1 AND first_serial + quantity > $2 "
          "AND first_serial + stored <= $3 LIMIT 1",
          {concert_id, first_serial, last_serial})
      .has_value();
}

PreparedTickets prepare_part(const AcceptedOrder& order, const SigningKeys::Signer& signer) {
  const TicketOrder part{.concert_id = order.concert_id,
                         .quantity = std::min(part_tickets_max, order.quantity - order.stored),
                         .price = order.price,
                         .tier = order.tier};
  return prepare_tickets(part, order.first_ticket_id.value + order.stored, signer);
}

PartOutcome store_part(db::Transaction& transaction, const AcceptedOrder& order,
                       const PreparedTickets& part, base::Timestamp now) {
  const std::int64_t count = part.order.quantity;
  if (!take_part(transaction, order, count)) {
    return {false, find_accepted_order(transaction, order.first_ticket_id)};
  }
  const NewTicket ticket{.tier = order.tier, .price = order.price};
  insert_tickets(
      transaction, part, order.first_serial + order.stored, TicketStatus::created,
      [&](std::size_t) { return ticket; }, order.created_at);
  apply(transaction, order.concert_id, {.created = count});
  AcceptedOrder rest = order;
  rest.stored += count;
  if (rest.stored < rest.quantity) return {true, std::move(rest)};
  record(transaction, Fact{.at = now,
                           .kind = "ticket.created",
                           .actor_user_id = order.requested_by_user_id,
                           .concert_id = order.concert_id,
                           .ticket_id = {},
                           .subject_id = {},
                           .detail = sentence(order)});
  return {true, std::nullopt};
}

CreatedTickets get_created_tickets(db::Transaction& transaction, const AcceptedOrder& order) {
  get_concert(transaction, order.concert_id);
  return {order.quantity, order.first_serial, order.last_serial(),
          list_tickets(transaction, order.concert_id, {}, order.first_serial - 1,
                       std::min(order.quantity, tickets_returned_max))};
}

CreatedTickets create_tickets(db::Transaction& transaction, const TicketOrder& order,
                              SigningKeys& keys, base::UserId actor, base::Timestamp now) {
  const auto signer = keys.signer(transaction);
  const AcceptedOrder accepted = accept_order(transaction, order, actor, now);
  std::optional<AcceptedOrder> rest = accepted;
  while (rest) rest = store_part(transaction, *rest, prepare_part(*rest, *signer), now).rest;
  return get_created_tickets(transaction, accepted);
}

}  // namespace admitone::core
