#pragma once
// For tests of this room: the house with tickets made to order.

#include <string>
#include <vector>

#include "core/house_fixture.hpp"

namespace admitone::core {

class TicketHouse : public House {
 protected:
  Concert make_concert(const std::string& name, std::optional<std::int64_t> capacity = {}) {
    const Concert wanted{.id = {},
                         .name = name,
                         .date = now(),
                         .venue = "Coliseu",
                         .description = "",
                         .timezone = "Europe/Lisbon",
                         .currency = "EUR",
                         .capacity = capacity,
                         .created_at = {}};
    return database().write([&](db::Transaction& transaction) {
      return add_concert(transaction, wanted, admin.id, now());
    });
  }

  CreatedTickets order(const TicketOrder& wanted) {
    return database().write([&](db::Transaction& transaction) {
      return create_tickets(transaction, wanted, keys, admin.id, now());
    });
  }

  /// Tickets of the house's concert for 49.50 each; returns the first 100.
  std::vector<Ticket> make_tickets(std::int64_t quantity) {
    return order({.concert_id = concert, .quantity = quantity, .price = 4950, .tier = {}}).tickets;
  }

  Ticket sell(base::TicketId id, const Sale& sale) {
    return database().write([&](db::Transaction& transaction) {
      return mark_sold(transaction, id, sale, admin.id, now());
    });
  }
  /// To somebody without an account.
  Ticket sell(base::TicketId id, const std::string& buyer_name = "Rita Sousa") {
    return sell(id, Sale{buyer_name, "rita@example.com", {}, {}});
  }

  Fact newest_fact() {
    return database()
        .read([](db::Transaction& transaction) { return list_facts(transaction, {}, {}, 1); })
        .at(0);
  }
};

}  // namespace admitone::core
