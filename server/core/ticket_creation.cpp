// Making tickets: ids, then numbers and signatures without the database. Rows are what
// ticket_insertion is for.

#include "base/refusal.hpp"
#include "core/tickets.hpp"

namespace admitone::core {
namespace {

constexpr std::int64_t tickets_between_progress = 1'000;

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

}  // namespace admitone::core
