#include "core/concerts.hpp"

#include <gmock/gmock.h>

#include "core/attendance.hpp"
#include "core/journal.hpp"
#include "core/ticket_house_fixture.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;

class Concerts : public TicketHouse {
 protected:
  Concert change(const ConcertChange& wanted) {
    return database().write([&](db::Transaction& transaction) {
      return change_concert(transaction, concert, wanted, admin.id, now());
    });
  }
  void remove(base::ConcertId id) {
    database().write(
        [&](db::Transaction& transaction) { remove_concert(transaction, id, admin.id, now()); });
  }
};
INSTANTIATE_ON_EACH_DATABASE(Concerts);

TEST(Timezone, IsOneThatTheSystemKnows) {
  for (const char* zone : {"Europe/Lisbon", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+3"}) {
    EXPECT_EQ(Timezone::parse(zone).text(), zone);
  }
  EXPECT_EQ(Timezone::parse(Timezone::rules.example).text(), Timezone::rules.example);
}

TEST(Timezone, RefusesOtherTextsAndPaths) {
  for (const char* text :
       {"", "Lisbon", "Europe", "Europe/", "europe/lisbon?", "../../../etc/passwd",
        "/Europe/Lisbon", "Europe/../Europe/Lisbon", "zone.tab", "leapseconds"}) {
    EXPECT_THROW(Timezone::parse(text), base::BadValue) << text;
  }
  EXPECT_THROW(Timezone::parse(std::string_view("UTC\0x", 5)), base::BadValue);
}

TEST_P(Concerts, AreStoredAsGiven) {
  concert = make_concert("Fado", 500).id;
  const auto found = database().read(
      [&](db::Transaction& transaction) { return find_concert(transaction, concert); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "Fado");
  EXPECT_EQ(found->date, now());
  EXPECT_EQ(found->venue, "Coliseu");
  EXPECT_EQ(found->description, "");
  EXPECT_EQ(found->timezone, "Europe/Lisbon");
  EXPECT_EQ(found->currency, "EUR");
  EXPECT_EQ(found->capacity, 500);
  EXPECT_EQ(found->created_at, now());
  const Fact fact = newest_fact();
  EXPECT_EQ(fact.kind, "concert.created");
  EXPECT_EQ(fact.actor_user_id, admin.id);
  EXPECT_EQ(fact.concert_id, concert);
  EXPECT_EQ(fact.detail, "Created Fado at Coliseu");
}

TEST_P(Concerts, AreListedById) {
  const Concert second = make_concert("Jazz");
  const Concert third = make_concert("Opera");
  const auto list = database().read(
      [&](db::Transaction& transaction) { return list_concerts(transaction, concert, 1); });
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].id, second.id);
  const auto rest = database().read(
      [&](db::Transaction& transaction) { return list_concerts(transaction, second.id, 10); });
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].id, third.id);
}

TEST_P(Concerts, ChangeOnlyWhatIsNamed) {
  concert = make_concert("Fado", 500).id;
  ConcertChange wanted;
  wanted.name = "Fado Evening";
  wanted.venue = "Aula Magna";
  const Concert changed = change(wanted);
  EXPECT_EQ(changed.name, "Fado Evening");
  EXPECT_EQ(changed.venue, "Aula Magna");
  EXPECT_EQ(changed.date, now());
  EXPECT_EQ(changed.capacity, 500);
  EXPECT_EQ(newest_fact().kind, "concert.changed");
  EXPECT_EQ(newest_fact().detail, "Changed the name and venue of Fado Evening");

  ConcertChange unlimited;
  unlimited.capacity = std::optional<std::int64_t>();
  EXPECT_EQ(change(unlimited).capacity, std::nullopt);
  ConcertChange rest;
  rest.date = now() + std::chrono::hours(1);
  rest.description = "With guests";
  rest.timezone = "UTC";
  const Concert last = change(rest);
  EXPECT_EQ(last.date, now() + std::chrono::hours(1));
  EXPECT_EQ(last.description, "With guests");
  EXPECT_EQ(last.timezone, "UTC");
  EXPECT_EQ(newest_fact().detail, "Changed the date, description and time zone of Fado Evening");
}

TEST_P(Concerts, AnEmptyChangeIsNoFact) {
  EXPECT_EQ(change({}).name, "Fado");
  EXPECT_EQ(newest_fact().kind, "concert.created");
}

TEST_P(Concerts, RefusesToChangeTheCurrencyOfPrices) {
  ConcertChange dollars;
  dollars.currency = "USD";
  EXPECT_EQ(change(dollars).currency, "USD");
  make_tickets(1);
  EXPECT_EQ(change(dollars).currency, "USD") << "the same currency is no change";
  dollars.currency = "EUR";
  EXPECT_EQ(refusal_of([&] { change(dollars); }), RefusalKind::conflict);
}

TEST_P(Concerts, RefusesACapacityBelowItsTickets) {
  make_tickets(10);
  ConcertChange wanted;
  wanted.capacity = std::optional<std::int64_t>(9);
  EXPECT_EQ(refusal_of([&] { change(wanted); }), RefusalKind::conflict);
  wanted.capacity = std::optional<std::int64_t>(10);
  EXPECT_EQ(change(wanted).capacity, 10);
}

TEST_P(Concerts, RefusesUnknownOnes) {
  const base::ConcertId unknown{concert.value + 1};
  EXPECT_EQ(refusal_of([&] { remove(unknown); }), RefusalKind::not_found);
  EXPECT_EQ(refusal_of([&] {
              database().read(
                  [&](db::Transaction& transaction) { return get_concert(transaction, unknown); });
            }),
            RefusalKind::not_found);
  concert = unknown;
  ConcertChange wanted;
  wanted.name = "Nothing";
  EXPECT_EQ(refusal_of([&] { change(wanted); }), RefusalKind::not_found);
  EXPECT_EQ(refusal_of([&] { change({}); }), RefusalKind::not_found);
}

TEST_P(Concerts, TakeTheirUnsoldTicketsWithThem) {
  const Concert other = make_concert("Jazz");
  const auto tickets = make_tickets(3);
  remove(concert);
  EXPECT_EQ(newest_fact().kind, "concert.removed");
  EXPECT_EQ(newest_fact().detail, "Removed Fado");
  database().read([&](db::Transaction& transaction) {
    EXPECT_FALSE(find_concert(transaction, concert));
    EXPECT_FALSE(find_ticket(transaction, tickets[0].id));
    EXPECT_TRUE(find_concert(transaction, other.id));
  });
  EXPECT_EQ(refusal_of([&] {
              database().read([&](db::Transaction& transaction) {
                return get_attendance(transaction, concert);
              });
            }),
            RefusalKind::not_found);
}

TEST_P(Concerts, RefusesToForgetASale) {
  const auto tickets = make_tickets(2);
  sell(tickets[1].id);
  EXPECT_EQ(refusal_of([&] { remove(concert); }), RefusalKind::conflict);
  EXPECT_EQ(ticket(tickets[0].id).status, TicketStatus::created) << "nothing of it was removed";
}

}  // namespace
}  // namespace admitone::core
