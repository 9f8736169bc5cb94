#include "artefacts/ticket_orders.hpp"

#include "base/log.hpp"
#include "core/ticket_orders.hpp"

namespace admitone::artefacts {
namespace {

struct Unfinished {
  std::vector<core::AcceptedOrder> orders;
  std::shared_ptr<const core::SigningKeys::Signer> signer;
};

Unfinished find_unfinished(db::Database& database, core::SigningKeys& keys) {
  return database.read([&](db::Transaction& transaction) {
    Unfinished found{core::list_accepted_orders(transaction), nullptr};
    if (!found.orders.empty()) found.signer = keys.signer(transaction);
    return found;
  });
}

/// Whether an order's maker still lives cannot be known, and need not be: each part is stored once,
/// whoever is at it. So no order has to wait until it is old enough to be given up for. Whoever
/// comes second here has met somebody who lives, and leaves the order to them; that is why it is
/// read again first, as the orders before it may have taken long.
bool finish(db::Database& database, const core::SigningKeys::Signer& signer,
            const base::Clock& clock, const std::stop_token& stop, base::TicketId first_ticket_id) {
  auto rest = database.read([&](db::Transaction& transaction) {
    return core::find_accepted_order(transaction, first_ticket_id);
  });
  if (!rest) return false;
  while (rest) {
    if (stop.stop_requested()) return false;
    const core::PreparedTickets part = core::prepare_part(*rest, signer);
    core::PartOutcome outcome = database.write([&](db::Transaction& transaction) {
      return core::store_part(transaction, *rest, part, clock.now());
    });
    if (!outcome.is_stored) return false;
    rest = std::move(outcome.rest);
  }
  return true;
}

}  // namespace

std::int64_t finish_ticket_orders(db::Database& database, core::SigningKeys& keys,
                                  const base::Clock& clock, const std::stop_token& stop) {
  const Unfinished unfinished = find_unfinished(database, keys);
  std::int64_t finished_count = 0;
  for (const core::AcceptedOrder& order : unfinished.orders) {
    if (!finish(database, *unfinished.signer, clock, stop, order.first_ticket_id)) continue;
    ++finished_count;
    base::log(base::LogLevel::info, "finished an order of tickets",
              {{"concert", order.concert_id.value}, {"tickets", order.quantity}});
  }
  return finished_count;
}

}  // namespace admitone::artefacts
