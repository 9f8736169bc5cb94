#include "core/tickets.hpp"

#include <gmock/gmock.h>

#include "core/ticket_house_fixture.hpp"

namespace admitone::core {
namespace {

using testing::ElementsAre;

class Tickets : public TicketHouse {
 protected:
  std::vector<std::int64_t> serials(const TicketFilter& filter, std::int64_t after_serial = 0,
                                    std::int64_t limit = 100) {
    std::vector<std::int64_t> result;
    const auto tickets = database().read([&](db::Transaction& transaction) {
      return list_tickets(transaction, concert, filter, after_serial, limit);
    });
    for (const Ticket& ticket : tickets) result.push_back(ticket.serial);
    return result;
  }
  std::vector<std::int64_t> search(const std::string& typed) {
    return serials({.status = {}, .search = typed});
  }
};
INSTANTIATE_ON_EACH_DATABASE(Tickets);

TEST_P(Tickets, AreFoundByIdAndByNumber) {
  const Ticket made = make_tickets(3).at(1);
  const auto found = database().read([&](db::Transaction& transaction) {
    return find_ticket(transaction, PrintedNumber::parse(made.ticket_number));
  });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, made.id);
  EXPECT_EQ(found->concert_id, concert);
  EXPECT_EQ(found->serial, 2);
  EXPECT_EQ(found->status, TicketStatus::created);
  EXPECT_EQ(found->price, 4950);
  EXPECT_EQ(found->currency, "EUR");
  EXPECT_EQ(found->issue, 1);
  EXPECT_EQ(found->created_at, now());
  EXPECT_EQ(this->ticket(made.id).ticket_number, made.ticket_number);
  EXPECT_FALSE(database().read([&](db::Transaction& transaction) {
    return find_ticket(transaction, base::TicketId{made.id.value + 100});
  }));
}

TEST_P(Tickets, CarryACodeThatIsGenuine) {
  const Ticket ticket = make_tickets(1).at(0);
  const auto code = parse_code(ticket.code_text());
  ASSERT_TRUE(code);
  EXPECT_EQ(code->claim, (CodeClaim{1, concert, ticket.id, 1}));
  EXPECT_TRUE(database().read(
      [&](db::Transaction& transaction) { return keys.is_genuine(transaction, *code); }));
}

TEST_P(Tickets, AreListedPageByPage) {
  make_tickets(5);
  EXPECT_THAT(serials({}, 0, 2), ElementsAre(1, 2));
  EXPECT_THAT(serials({}, 2, 2), ElementsAre(3, 4));
  EXPECT_THAT(serials({}, 4, 2), ElementsAre(5));
  EXPECT_THAT(serials({}, 5, 2), ElementsAre());
}

TEST_P(Tickets, AreListedByStatus) {
  const auto tickets = make_tickets(5);
  sell(tickets[1].id);
  sell(tickets[3].id);
  EXPECT_THAT(serials({TicketStatus::sold, {}}), ElementsAre(2, 4));
  EXPECT_THAT(serials({TicketStatus::sold, {}}, 2), ElementsAre(4));
  EXPECT_THAT(serials({TicketStatus::created, {}}, 1, 2), ElementsAre(3, 5));
  EXPECT_THAT(serials({TicketStatus::attended, {}}), ElementsAre());
}

TEST_P(Tickets, AreListedOfTheirConcertOnly) {
  const Concert other = make_concert("Jazz");
  order({.concert_id = other.id, .quantity = 3, .price = {}, .tier = {}});
  make_tickets(1);
  EXPECT_THAT(serials({}), ElementsAre(1));
}

TEST_P(Tickets, AreSearchedByPartsOfNameAndAddress) {
  const auto tickets = make_tickets(5);
  sell(tickets[0].id, {"Ana Lima", "ana@example.org", {}, {}});
  sell(tickets[1].id, {"Γιώργος Σεφέρης", "seferis@example.gr", {}, {}});
  sell(tickets[2].id, {"100% Ana_Maria", "am@example.org", {}, {}});
  sell(tickets[3].id, {"Back\\slash", "b@example.org", {}, {}});
  EXPECT_THAT(search("ana"), ElementsAre(1, 3));
  EXPECT_THAT(search("ANA L"), ElementsAre(1));
  EXPECT_THAT(search("EXAMPLE.org"), ElementsAre(1, 3, 4));
  EXPECT_THAT(search("ΓΙΏΡΓΟΣ"), ElementsAre(2));
  EXPECT_THAT(search("σεφέρης"), ElementsAre(2));
  EXPECT_THAT(search("%"), ElementsAre(3));
  EXPECT_THAT(search("_"), ElementsAre(3));
  EXPECT_THAT(search("A_a"), ElementsAre()) << "_ stands for itself";
  EXPECT_THAT(search("\\"), ElementsAre(4));
  EXPECT_THAT(search("nobody"), ElementsAre());
  EXPECT_THAT(search(""), ElementsAre(1, 2, 3, 4, 5));
}

TEST_P(Tickets, AreSearchedByTheBeginningOfTheirNumber) {
  const Ticket ticket = make_tickets(20).at(7);
  std::string typed = ticket.ticket_number.substr(0, 12);
  std::erase(typed, '-');
  for (char& character : typed) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  EXPECT_THAT(search(typed), ElementsAre(8));
  EXPECT_THAT(search(ticket.ticket_number), ElementsAre(8));
  EXPECT_THAT(serials({TicketStatus::created, typed}), ElementsAre(8));
  EXPECT_THAT(serials({TicketStatus::sold, typed}), ElementsAre());
  EXPECT_THAT(search(ticket.ticket_number.substr(1)), ElementsAre());
}

TEST_P(Tickets, SearchKeepsToStatusAndPage) {
  for (const Ticket& ticket : make_tickets(4)) sell(ticket.id, "Ω Buyer");
  const TicketFilter filter{TicketStatus::sold, "ω"};
  EXPECT_THAT(serials(filter, 1, 2), ElementsAre(2, 3));
  EXPECT_THAT(serials({TicketStatus::created, "ω"}), ElementsAre());
}

TEST_P(Tickets, AreListedOfTheirHolder) {
  const auto tickets = make_tickets(4);
  for (const std::size_t place : {3U, 0U, 2U}) {
    sell(tickets[place].id, {"Ana", "x@example.com", {}, "ana"});
  }
  const auto held = database().read([&](db::Transaction& transaction) {
    return list_tickets_of(transaction, ana.id, tickets[0].id, 10);
  });
  ASSERT_EQ(held.size(), 2U);
  EXPECT_EQ(held[0].id, tickets[2].id);
  EXPECT_EQ(held[1].id, tickets[3].id);
}

}  // namespace
}  // namespace admitone::core
