#include "core/ticket_orders.hpp"

#include <set>

#include <gmock/gmock.h>

#include "core/ticket_house_fixture.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;
using testing::Each;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class TicketOrders : public TicketHouse {
 protected:
  AcceptedOrder accept(std::int64_t quantity) {
    return database().write([&](db::Transaction& transaction) {
      return accept_order(transaction, {concert, quantity, 4950, "Balcony"}, admin.id, now());
    });
  }
  std::shared_ptr<const SigningKeys::Signer> signer() {
    return database().write([&](db::Transaction& transaction) { return keys.signer(transaction); });
  }
  PartOutcome store(db::Database& node, const AcceptedOrder& order, const PreparedTickets& part) {
    return node.write(
        [&](db::Transaction& transaction) { return store_part(transaction, order, part, now()); });
  }
  PartOutcome store_next(const AcceptedOrder& order) {
    return store(database(), order, prepare_part(order, *signer()));
  }
  /// As a server does it, part by part; goes on where somebody else has got to.
  void finish(db::Database& node, const AcceptedOrder& order) {
    const auto present = signer();
    std::optional<AcceptedOrder> rest = order;
    while (rest) rest = store(node, *rest, prepare_part(*rest, *present)).rest;
  }

  std::vector<AcceptedOrder> unfinished() {
    return database().read(
        [](db::Transaction& transaction) { return list_accepted_orders(transaction); });
  }
  /// All of the concert's tickets, by serial.
  std::vector<Ticket> stored() {
    return database().read([&](db::Transaction& transaction) {
      return list_tickets(transaction, concert, {}, 0, tickets_created_max);
    });
  }
  /// Serials and ids follow each other without a gap, and no number is there twice.
  void expect_all_there(std::int64_t quantity) {
    const auto tickets = stored();
    ASSERT_EQ(std::ssize(tickets), quantity);
    std::set<std::string> numbers;
    for (std::int64_t place = 0; place < quantity; ++place) {
      const Ticket& ticket = tickets.at(static_cast<std::size_t>(place));
      EXPECT_EQ(ticket.serial, place + 1);
      EXPECT_EQ(ticket.id.value, tickets.front().id.value + place);
      numbers.insert(ticket.ticket_number);
    }
    EXPECT_EQ(std::ssize(numbers), quantity);
    EXPECT_EQ(attendance(concert).created, quantity);
    EXPECT_THAT(unfinished(), testing::IsEmpty());
  }
  std::vector<std::string> told() {
    std::vector<std::string> details;
    for (const Fact& fact : database().read([](db::Transaction& transaction) {
           return list_facts(transaction, {{}, "ticket.created"}, {}, 50);
         })) {
      EXPECT_EQ(fact.actor_user_id, admin.id);
      EXPECT_EQ(fact.concert_id, concert);
      details.push_back(fact.detail);
    }
    return details;
  }
};
INSTANTIATE_ON_EACH_DATABASE(TicketOrders);

TEST_P(TicketOrders, GiveAllTicketsAndShowTheFirst) {
  const CreatedTickets created = order({concert, 2345, 4950, "Balcony"});
  EXPECT_EQ(created.created, 2345);
  EXPECT_EQ(created.first_serial, 1);
  EXPECT_EQ(created.last_serial, 2345);
  ASSERT_EQ(created.tickets.size(), 100U);
  EXPECT_EQ(created.tickets[99].serial, 100);
  EXPECT_EQ(created.tickets[99].tier, "Balcony");
  EXPECT_EQ(created.tickets[99].price, 4950);
  expect_all_there(2345);
}

TEST_P(TicketOrders, AreOneFactEach) {
  make_tickets(2 * part_tickets_max);
  make_tickets(1);
  EXPECT_THAT(told(), ElementsAre("Created ticket 501", "Created 500 tickets, 1 to 500"));
}

TEST_P(TicketOrders, AreStoredPartByPartAndCountedAlong) {
  const AcceptedOrder accepted = accept(2 * part_tickets_max + 1);
  EXPECT_EQ(attendance(concert).created, 0);
  std::vector<std::int64_t> stored_after;
  std::optional<AcceptedOrder> rest = accepted;
  while (rest) {
    EXPECT_THAT(told(), testing::IsEmpty()) << "nothing is told before the last part";
    const PartOutcome outcome = store_next(*rest);
    EXPECT_TRUE(outcome.is_stored);
    rest = outcome.rest;
    const auto tickets = std::ssize(stored());
    EXPECT_EQ(attendance(concert).created, tickets);
    EXPECT_EQ(rest ? unfinished().at(0).stored : 501, tickets);
    stored_after.push_back(tickets);
  }
  EXPECT_THAT(stored_after, ElementsAre(250, 500, 501));
  expect_all_there(501);
  for (const Ticket& ticket : stored()) EXPECT_EQ(ticket.created_at, accepted.created_at);
  EXPECT_THAT(told(), ElementsAre("Created 501 tickets, 1 to 501"));
}

TEST_P(TicketOrders, KeepTheirSerialsWithOthersAtOnce) {
  constexpr std::int64_t each = part_tickets_max + 20;
  std::vector<std::function<void()>> orders;
  for (int count = 0; count < 4; ++count) {
    orders.emplace_back([&] {
      const AcceptedOrder accepted = accept(each);
      finish(database(), accepted);
      const auto made = database().read(
          [&](db::Transaction& transaction) { return get_created_tickets(transaction, accepted); });
      EXPECT_EQ(made.tickets.front().serial, made.first_serial);
      EXPECT_EQ(made.tickets.front().id, accepted.first_ticket_id);
      EXPECT_EQ(made.last_serial - made.first_serial, each - 1);
    });
  }
  EXPECT_THAT(at_once(orders), Each(std::nullopt));
  EXPECT_EQ(told().size(), 4U);
  std::set<std::int64_t> ids;
  for (const Ticket& ticket : stored()) ids.insert(ticket.id.value);
  EXPECT_EQ(std::ssize(ids), 4 * each);
  EXPECT_EQ(stored().back().serial, 4 * each);
  EXPECT_EQ(attendance(concert).created, 4 * each);
}

TEST_P(TicketOrders, ThatWereGivenUpAreFinishedWithTheNewestKey) {
  const AcceptedOrder accepted = accept(3 * part_tickets_max);
  ASSERT_TRUE(store_next(accepted).rest);
  database().write(
      [&](db::Transaction& transaction) { keys.rotate(transaction, admin.id, now()); });
  ASSERT_EQ(unfinished().size(), 1U);
  EXPECT_EQ(unfinished()[0].tier, "Balcony");
  finish(database(), unfinished()[0]);
  expect_all_there(3 * part_tickets_max);
  EXPECT_THAT(told(), ElementsAre("Created 750 tickets, 1 to 750"));
  EXPECT_EQ(stored().front().key_id, 1);
  EXPECT_EQ(stored().back().key_id, 2);
}

TEST_P(TicketOrders, AreMadeOnceWhenTwoFinishThem) {
  const AcceptedOrder accepted = accept(5 * part_tickets_max + 3);
  const auto other_node = open_again();
  const auto outcomes =
      at_once({[&] { finish(database(), accepted); }, [&] { finish(*other_node, accepted); }});
  EXPECT_THAT(outcomes, Each(std::nullopt));
  expect_all_there(5 * part_tickets_max + 3);
  EXPECT_EQ(told().size(), 1U);
}

TEST_P(TicketOrders, TellWhoComesSecondHowFarTheyAre) {
  const AcceptedOrder accepted = accept(part_tickets_max + 1);
  const PreparedTickets part = prepare_part(accepted, *signer());
  store_next(accepted);
  const PartOutcome second = store(database(), accepted, part);
  EXPECT_FALSE(second.is_stored);
  ASSERT_TRUE(second.rest);
  EXPECT_EQ(second.rest->stored, part_tickets_max);
  store_next(*second.rest);
  const PartOutcome third = store(database(), accepted, part);
  EXPECT_FALSE(third.is_stored);
  EXPECT_FALSE(third.rest);
  expect_all_there(part_tickets_max + 1);
}

TEST_P(TicketOrders, LeaveNothingOfAPartThatFails) {
  const AcceptedOrder accepted = accept(part_tickets_max + 1);
  PreparedTickets part = prepare_part(accepted, *signer());
  part.numbers.back() = part.numbers.front();
  EXPECT_THROW(store(database(), accepted, part), db::ConstraintViolation);
  EXPECT_EQ(attendance(concert).created, 0);
  ASSERT_EQ(unfinished().size(), 1U);
  EXPECT_EQ(unfinished()[0].stored, 0);
  finish(database(), unfinished()[0]);
  expect_all_there(part_tickets_max + 1);
}

TEST_P(TicketOrders, RefuseMoreThanTheCapacityBeforeAnythingIsMade) {
  concert = make_concert("Fado", 10).id;
  make_tickets(7);
  EXPECT_EQ(refusal_of([&] { accept(4); }), RefusalKind::conflict);
  EXPECT_THAT(unfinished(), testing::IsEmpty());
  const AcceptedOrder last = accept(3);
  EXPECT_EQ(last.first_serial, 8) << "the refused order took no serial";
  EXPECT_EQ(last.first_ticket_id.value, stored().back().id.value + 1) << "nor an id";
  EXPECT_EQ(refusal_of([&] { accept(1); }), RefusalKind::conflict)
      << "what was accepted counts before it is stored";
  finish(database(), last);
  expect_all_there(10);
}

TEST_P(TicketOrders, ExcludeACapacityThatShrinksMeanwhile) {
  concert = make_concert("Fado", 100).id;
  const auto other_node = open_again();
  const auto shrink = [&] {
    ConcertChange change;
    change.capacity = std::optional<std::int64_t>(50);
    other_node->write([&](db::Transaction& transaction) {
      change_concert(transaction, concert, change, admin.id, now());
    });
  };
  const auto outcomes = at_once({[&] { accept(100); }, shrink});
  EXPECT_THAT(outcomes, UnorderedElementsAre(std::nullopt, RefusalKind::conflict))
      << "of two changes that exclude each other, one holds";
  for (const AcceptedOrder& accepted : unfinished()) {
    EXPECT_EQ(refusal_of(shrink), RefusalKind::conflict) << "no ticket of it is stored yet";
    finish(database(), accepted);
    expect_all_there(100);
  }
}

TEST_P(TicketOrders, RefuseAnUnknownConcert) {
  concert.value += 1;
  EXPECT_EQ(refusal_of([&] { accept(1); }), RefusalKind::not_found);
}

TEST_P(TicketOrders, GoWithTheirConcert) {
  const AcceptedOrder accepted = accept(2 * part_tickets_max);
  const auto rest = store_next(accepted).rest.value();
  database().write(
      [&](db::Transaction& transaction) { remove_concert(transaction, concert, admin.id, now()); });
  const PartOutcome outcome = store_next(rest);
  EXPECT_FALSE(outcome.is_stored);
  EXPECT_FALSE(outcome.rest);
  EXPECT_THAT(unfinished(), testing::IsEmpty());
  EXPECT_THAT(stored(), testing::IsEmpty());
  EXPECT_EQ(refusal_of([&] {
              database().read([&](db::Transaction& transaction) {
                return get_created_tickets(transaction, accepted);
              });
            }),
            RefusalKind::not_found);
}

TEST_P(TicketOrders, LetTheirConcertBeRemovedWhileTheyAreStored) {
  const AcceptedOrder accepted = accept(8 * part_tickets_max);
  const auto other_node = open_again();
  const auto outcomes = at_once({[&] { finish(database(), accepted); },
                                 [&] {
                                   other_node->write([&](db::Transaction& transaction) {
                                     remove_concert(transaction, concert, admin.id, now());
                                   });
                                 }});
  EXPECT_THAT(outcomes, Each(std::nullopt));
  EXPECT_THAT(stored(), testing::IsEmpty());
  EXPECT_THAT(unfinished(), testing::IsEmpty());
}

TEST_P(TicketOrders, AreBeingMadeFromTheFirstTicketThatIsNotStored) {
  make_tickets(10);
  const AcceptedOrder accepted = accept(2 * part_tickets_max);
  store_next(accepted);
  const auto is_made = [&](std::int64_t first, std::int64_t last) {
    return !database().read([&](db::Transaction& transaction) {
      return are_being_made(transaction, concert, first, last);
    });
  };
  EXPECT_TRUE(is_made(1, 10 + part_tickets_max));
  EXPECT_FALSE(is_made(1, 11 + part_tickets_max));
  EXPECT_FALSE(is_made(10 + 2 * part_tickets_max, 1'000));
  EXPECT_TRUE(is_made(11 + 2 * part_tickets_max, 1'000));
  finish(database(), unfinished().at(0));
  EXPECT_TRUE(is_made(1, 10 + 2 * part_tickets_max));
}

}  // namespace
}  // namespace admitone::core
