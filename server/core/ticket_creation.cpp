// Making tickets, in three steps: ids, then numbers and signatures without the database, then rows.

#include <algorithm>

#include "base/refusal.hpp"
#include "core/attendance.hpp"
#include "core/journal.hpp"
#include "core/ticket_insertion.hpp"

namespace admitone::core {
namespace {

constexpr std::int64_t tickets_returned_max = 100;
constexpr std::int64_t tickets_between_progress = 1'000;

std::string sentence(const CreatedTickets& tickets) {
  if (tickets.created == 1) return "Created ticket " + std::to_string(tickets.first_serial);
  return "Created " + std::to_string(tickets.created) + " tickets, " +
         std::to_string(tickets.first_serial) + " to " + std::to_string(tickets.last_serial);
}

}  // namespace

std::int64_t reserve_ticket_ids(db::Transaction& transaction, const TicketOrder& order) {
  const auto last = transaction.find<std::int64_t>(
      "UPDATE counters SET value = value + $1 WHERE name = 'tickets' "
      "AND EXISTS (SELECT 1 FROM concerts WHERE id = $2) RETURNING value",
      {order.quantity, order.concert_id});
  if (!last) throw base::not_found("There is no such concert.");
  return *last - order.quantity + 1;
}

PreparedTickets prepare_tickets(const TicketOrder& order, std::int64_t first_id,
                                const SigningKeys::Signer& signer,
                                const std::function<void(std::int64_t)>& progress) {
  PreparedTickets prepared{order, first_id, signer.key_id, {}, {}};
  const auto quantity = static_cast<std::size_t>(order.quantity);
  prepared.numbers.reserve(quantity);
  prepared.signatures.reserve(quantity);
  for (std::int64_t place = 0; place < order.quantity; ++place) {
    prepared.numbers.push_back(TicketNumber::random().text());
    prepared.signatures.push_back(
        signer.sign({signer.key_id, order.concert_id, {first_id + place}, 1}));
    if (progress && place % tickets_between_progress == 0) progress(place);
  }
  return prepared;
}

CreatedTickets store_tickets(db::Transaction& transaction, const PreparedTickets& prepared,
                             base::UserId actor, base::Timestamp now) {
  const TicketOrder& order = prepared.order;
  CreatedTickets result{};
  result.created = order.quantity;
  result.first_serial = reserve_serials(transaction, order.concert_id, order.quantity);
  result.last_serial = result.first_serial + order.quantity - 1;
  const NewTicket ticket{.tier = order.tier, .price = order.price};
  insert_tickets(
      transaction, prepared, result.first_serial, TicketStatus::created,
      [&](std::size_t) { return ticket; }, now);
  result.tickets = list_tickets(transaction, order.concert_id, {}, result.first_serial - 1,
                                std::min(order.quantity, tickets_returned_max));
  AttendanceChange change;
  change.created = order.quantity;
  apply(transaction, order.concert_id, change);
  record(transaction, Fact{.at = now,
                           .kind = "ticket.created",
                           .actor_user_id = actor,
                           .concert_id = order.concert_id,
                           .ticket_id = {},
                           .subject_id = {},
                           .detail = sentence(result)});
  return result;
}

}  // namespace admitone::core
