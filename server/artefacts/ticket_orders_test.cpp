#include "artefacts/ticket_orders.hpp"

#include <gtest/gtest.h>

#include "core/ticket_house_fixture.hpp"

namespace admitone::artefacts {
namespace {

using core::AcceptedOrder;
using core::part_tickets_max;

class FinishedOrders : public core::TicketHouse {
 protected:
  AcceptedOrder accept(std::int64_t quantity) {
    return database().write([&](db::Transaction& transaction) {
      return core::accept_order(transaction, {concert, quantity, 4950, "Balcony"}, admin.id, now());
    });
  }
  core::PartOutcome store_next(db::Transaction& transaction, const AcceptedOrder& order) {
    const auto part = core::prepare_part(order, *keys.signer(transaction));
    return core::store_part(transaction, order, part, now());
  }
  std::int64_t finish_all() {
    return finish_ticket_orders(database(), keys, clock, stop.get_token());
  }
  std::int64_t told() {
    return std::ssize(database().read([](db::Transaction& transaction) {
      return core::list_facts(transaction, {{}, "ticket.created"}, {}, 50);
    }));
  }

  std::stop_source stop;
};
INSTANTIATE_ON_EACH_DATABASE(FinishedOrders);

TEST_P(FinishedOrders, AreThoseThatNobodyHasFinished) {
  const AcceptedOrder first = accept(2 * part_tickets_max + 7);
  accept(3);
  database().write([&](db::Transaction& transaction) { store_next(transaction, first); });
  EXPECT_EQ(finish_all(), 2);
  EXPECT_EQ(attendance().created, 2 * part_tickets_max + 10);
  EXPECT_EQ(told(), 2);
  EXPECT_EQ(finish_all(), 0);
  EXPECT_EQ(told(), 2);
}

TEST_P(FinishedOrders, AreNoneWithoutOrders) { EXPECT_EQ(finish_all(), 0); }

TEST_P(FinishedOrders, WaitForTheNextTimeWhenTheServerStops) {
  accept(part_tickets_max + 1);
  stop.request_stop();
  EXPECT_EQ(finish_all(), 0);
  EXPECT_EQ(attendance().created, 0);
  stop = std::stop_source();
  EXPECT_EQ(finish_all(), 1);
  EXPECT_EQ(attendance().created, part_tickets_max + 1);
}

TEST_P(FinishedOrders, AreMadeOnceByServersThatStartTogether) {
  accept(4 * part_tickets_max);
  accept(4 * part_tickets_max);
  const auto other_node = open_again();
  const auto finish_on = [&](db::Database& node) {
    return [&] { finish_ticket_orders(node, keys, clock, stop.get_token()); };
  };
  core::at_once({finish_on(database()), finish_on(*other_node)});
  EXPECT_EQ(attendance().created, 8 * part_tickets_max);
  EXPECT_EQ(told(), 2);
  EXPECT_EQ(finish_all(), 0);
}

}  // namespace
}  // namespace admitone::artefacts
