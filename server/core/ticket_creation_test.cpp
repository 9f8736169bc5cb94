#include <set>

#include <gmock/gmock.h>

#include "core/attendance.hpp"
#include "core/journal.hpp"
#include "core/ticket_house_fixture.hpp"
#include "core/tickets.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;

class TicketCreation : public TicketHouse {};
INSTANTIATE_ON_EACH_DATABASE(TicketCreation);

TEST_P(TicketCreation, GivesTheWholeOrderAndItsFirstTickets) {
  const TicketOrder wanted{concert, 2345, 4950, "Balcony"};
  const CreatedTickets created = order(wanted);
  EXPECT_EQ(created.created, 2345);
  EXPECT_EQ(created.first_serial, 1);
  EXPECT_EQ(created.last_serial, 2345);
  ASSERT_EQ(created.tickets.size(), 100U);
  EXPECT_EQ(created.tickets[99].serial, 100);
  EXPECT_EQ(created.tickets[99].tier, "Balcony");
  EXPECT_EQ(attendance(concert).created, 2345);
  const auto last = database().read([&](db::Transaction& transaction) {
    return list_tickets(transaction, concert, {}, 2344, 10);
  });
  ASSERT_EQ(last.size(), 1U);
  EXPECT_EQ(last[0].id.value, created.tickets[0].id.value + 2344);
}

TEST_P(TicketCreation, IsOneFactForTheWholeOrder) {
  make_tickets(250);
  make_tickets(1);
  const auto facts = database().read(
      [](db::Transaction& transaction) { return list_facts(transaction, {}, {}, 2); });
  EXPECT_EQ(facts[1].kind, "ticket.created");
  EXPECT_EQ(facts[1].concert_id, concert);
  EXPECT_EQ(facts[1].actor_user_id, admin.id);
  EXPECT_EQ(facts[1].detail, "Created 250 tickets, 1 to 250");
  EXPECT_EQ(facts[0].detail, "Created ticket 251");
}

TEST_P(TicketCreation, SerialsContinueWithTwoOrdersAtOnce) {
  std::vector<CreatedTickets> results(8);
  std::vector<std::function<void()>> orders;
  for (CreatedTickets& result : results) {
    orders.emplace_back([&] { result = order({concert, 30, {}, {}}); });
  }
  EXPECT_THAT(at_once(orders), testing::Each(std::nullopt));
  std::set<std::int64_t> serials;
  std::set<std::int64_t> ids;
  for (const CreatedTickets& result : results) {
    EXPECT_EQ(result.last_serial - result.first_serial, 29);
    for (const Ticket& ticket : result.tickets) {
      serials.insert(ticket.serial);
      ids.insert(ticket.id.value);
    }
  }
  EXPECT_EQ(serials.size(), 240U);
  EXPECT_EQ(*serials.rbegin(), 240);
  EXPECT_EQ(ids.size(), 240U);
}

TEST_P(TicketCreation, RefusesMoreThanTheCapacity) {
  concert = make_concert("Fado", 10).id;
  make_tickets(7);
  EXPECT_EQ(refusal_of([&] { make_tickets(4); }), RefusalKind::conflict);
  EXPECT_EQ(attendance(concert).total(), 7);
  const CreatedTickets last = order({concert, 3, {}, {}});
  EXPECT_EQ(last.first_serial, 8) << "the refused order took no serial";
  EXPECT_EQ(refusal_of([&] { make_tickets(1); }), RefusalKind::conflict);
}

TEST_P(TicketCreation, RefusesMoreThanTheCapacityWhenItShrinksMeanwhile) {
  concert = make_concert("Fado", 100).id;
  const auto other_node = open_again();
  const auto outcomes = at_once({[&] { make_tickets(100); },
                                 [&] {
                                   ConcertChange change;
                                   change.capacity = std::optional<std::int64_t>(50);
                                   other_node->write([&](db::Transaction& transaction) {
                                     change_concert(transaction, concert, change, admin.id, now());
                                   });
                                 }});
  EXPECT_THAT(outcomes, testing::UnorderedElementsAre(std::nullopt, RefusalKind::conflict))
      << "of two changes that exclude each other, one holds";
}

TEST_P(TicketCreation, RefusesAnUnknownConcert) {
  concert.value += 1;
  EXPECT_EQ(refusal_of([&] { make_tickets(1); }), RefusalKind::not_found);
}

TEST_P(TicketCreation, RefusesAConcertRemovedMeanwhile) {
  const TicketOrder wanted{concert, 2, {}, {}};
  PreparedTickets prepared;
  database().write([&](db::Transaction& transaction) {
    const auto first_id = reserve_ticket_ids(transaction, wanted);
    prepared = prepare_tickets(wanted, first_id, *keys.signer(transaction));
    remove_concert(transaction, wanted.concert_id, admin.id, now());
  });
  EXPECT_EQ(refusal_of([&] {
              database().write([&](db::Transaction& transaction) {
                store_tickets(transaction, prepared, admin.id, now());
              });
            }),
            RefusalKind::not_found);
}

TEST_P(TicketCreation, StoresAllOrNone) {
  const TicketOrder wanted{concert, 1500, {}, {}};
  PreparedTickets prepared;
  database().write([&](db::Transaction& transaction) {
    prepared =
        prepare_tickets(wanted, reserve_ticket_ids(transaction, wanted), *keys.signer(transaction));
  });
  prepared.numbers.back() = prepared.numbers.front();
  EXPECT_THROW(database().write([&](db::Transaction& transaction) {
    store_tickets(transaction, prepared, admin.id, now());
  }),
               db::ConstraintViolation);
  EXPECT_EQ(attendance(concert).total(), 0);
  EXPECT_EQ(order({concert, 1, {}, {}}).first_serial, 1);
}

}  // namespace
}  // namespace admitone::core
