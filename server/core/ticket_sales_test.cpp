#include <algorithm>

#include <gmock/gmock.h>

#include "core/attendance.hpp"
#include "core/journal.hpp"
#include "core/journal_fixture.hpp"
#include "core/ticket_house_fixture.hpp"
#include "core/tickets.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;

constexpr std::optional<RefusalKind> accepted;

class TicketSales : public TicketHouse {
 protected:
  Ticket claim(const std::string& code, base::UserId claimer) {
    return database().write([&](db::Transaction& transaction) {
      return claim_ticket(transaction, code, claimer, now());
    });
  }
  std::optional<RefusalKind> claim_refusal(const std::string& code, base::UserId claimer) {
    return refusal_of([&] { claim(code, claimer); });
  }
  void set_status(base::TicketId id, TicketStatus status) {
    database().write([&](db::Transaction& transaction) {
      transaction.run("UPDATE tickets SET status = $2 WHERE id = $1", {id, status});
    });
  }
  void disable(const User& user) {
    database().write([&](db::Transaction& transaction) {
      UserChange disabled;
      disabled.is_active = false;
      change_user(transaction, user.id, disabled, admin.id, now());
    });
  }
  Fact newest_fact_of(base::TicketId id) {
    return database()
        .read([&](db::Transaction& transaction) { return facts_of_ticket(transaction, id); })
        .back();
  }
};
INSTANTIATE_ON_EACH_DATABASE(TicketSales);

TEST_P(TicketSales, KeepTheBuyerAndThePrice) {
  const auto tickets = make_tickets(2);
  const Ticket sold = sell(tickets[0].id, {"Ana Lima", "ana@example.com", {}, {}});
  EXPECT_EQ(sold.status, TicketStatus::sold);
  EXPECT_EQ(sold.buyer_name, "Ana Lima");
  EXPECT_EQ(sold.buyer_email, "ana@example.com");
  EXPECT_EQ(sold.price, 4950);
  EXPECT_EQ(sold.sold_at, now());
  EXPECT_EQ(sold.current_holder_id, std::nullopt);
  EXPECT_EQ(sell(tickets[1].id, {"Rui", "rui@example.com", 3000, {}}).price, 3000);
  const Attendance attendance = database().read(
      [&](db::Transaction& transaction) { return get_attendance(transaction, concert); });
  EXPECT_EQ(attendance.created, 0);
  EXPECT_EQ(attendance.sold, 2);
  EXPECT_EQ(attendance.revenue, 7950);
}

TEST_P(TicketSales, AreToldInTheJournal) {
  const Ticket priced = make_tickets(1).at(0);
  sell(priced.id);
  const Fact fact = newest_fact_of(priced.id);
  EXPECT_EQ(fact.kind, "ticket.sold");
  EXPECT_EQ(fact.actor_user_id, admin.id);
  EXPECT_EQ(fact.concert_id, concert);
  EXPECT_EQ(fact.detail, "Sold to Rita Sousa for 49.50 EUR");
  const Ticket unpriced = order({concert, 1, {}, {}}).tickets.at(0);
  EXPECT_EQ(sell(unpriced.id).price, std::nullopt);
  EXPECT_EQ(newest_fact_of(unpriced.id).detail, "Sold to Rita Sousa");
}

TEST_P(TicketSales, OfPaperAtACounterNeedNoBuyer) {
  const Ticket paper = make_tickets(1).at(0);
  const Ticket sold = sell(paper.id, Sale{});
  EXPECT_EQ(sold.status, TicketStatus::sold);
  EXPECT_EQ(sold.buyer_name, std::nullopt);
  EXPECT_EQ(sold.buyer_email, std::nullopt);
  EXPECT_EQ(sold.current_holder_id, std::nullopt);
  EXPECT_EQ(newest_fact_of(paper.id).detail, "Sold at the counter for 49.50 EUR");
  EXPECT_EQ(claim(paper.code_text(), ana.id).current_holder_id, ana.id);
}

TEST_P(TicketSales, AreRefusedToABuyerWhoIsHalfKnown) {
  const Ticket ticket = make_tickets(1).at(0);
  const Sale nameless{{}, "ana@example.com", {}, {}};
  const Sale without_address{"Ana Lima", {}, {}, {}};
  EXPECT_EQ(refusal_of([&] { sell(ticket.id, nameless); }), RefusalKind::invalid);
  EXPECT_EQ(refusal_of([&] { sell(ticket.id, without_address); }), RefusalKind::invalid);
  EXPECT_EQ(sell(ticket.id).status, TicketStatus::sold);
}

TEST_P(TicketSales, AreFoundByThePresentCodeAndByTheNumber) {
  const Ticket ticket = make_tickets(1).at(0);
  const auto found = [&](const std::string& shown) {
    return database().read(
        [&](db::Transaction& transaction) { return find_shown_ticket(transaction, shown); });
  };
  EXPECT_EQ(found(ticket.code_text()).value().id, ticket.id);
  EXPECT_EQ(found(ticket.ticket_number).value().id, ticket.id);
  std::string forged = ticket.code_text();
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  EXPECT_FALSE(found(forged));
  EXPECT_FALSE(found("https://example.org/menu"));
}

TEST_P(TicketSales, BindToTheHolderNamed) {
  const Ticket ticket = make_tickets(1).at(0);
  const Ticket sold = sell(ticket.id, {"Ana", "rui@example.com", {}, "ANA"});
  EXPECT_EQ(sold.current_holder_id, ana.id);
  EXPECT_EQ(sold.original_buyer_id, ana.id);
}

TEST_P(TicketSales, BindToAVerifiedAddressOnly) {
  database().write([&](db::Transaction& transaction) {
    const NewUser registered{.username = "rui",
                             .email = "rui@example.org",
                             .role = Role::viewer,
                             .password_hash = "x",
                             .email_is_verified = false};
    add_user(transaction, registered, std::nullopt, now());
  });
  const auto tickets = make_tickets(2);
  EXPECT_EQ(sell(tickets[0].id, {"Ana", "Ana@Example.org", {}, {}}).current_holder_id, ana.id);
  EXPECT_EQ(sell(tickets[1].id, {"Rui", "rui@example.org", {}, {}}).current_holder_id,
            std::nullopt);
}

TEST_P(TicketSales, RefusesHoldersWhoAreNobodyOrDisabled) {
  disable(ana);
  const Ticket ticket = make_tickets(1).at(0);
  for (const char* holder : {"ana", "nobody"}) {
    EXPECT_EQ(refusal_of([&] {
                sell(ticket.id, {"A", "a@example.com", {}, holder});
              }),
              RefusalKind::invalid);
  }
  EXPECT_EQ(this->ticket(ticket.id).status, TicketStatus::created);
}

TEST_P(TicketSales, RefusesASecondSaleAndAnUnknownTicket) {
  const Ticket ticket = make_tickets(1).at(0);
  sell(ticket.id, "First");
  EXPECT_EQ(refusal_of([&] { sell(ticket.id, "Second"); }), RefusalKind::conflict);
  EXPECT_EQ(this->ticket(ticket.id).buyer_name, "First");
  EXPECT_EQ(refusal_of([&] { sell({ticket.id.value + 1}); }), RefusalKind::not_found);
}

TEST_P(TicketSales, OneOfEightAtOnceHolds) {
  const Ticket ticket = make_tickets(1).at(0);
  const std::vector<std::function<void()>> sales(8, [&] { sell(ticket.id); });
  const auto outcomes = at_once(sales);
  EXPECT_EQ(std::ranges::count(outcomes, accepted), 1);
  EXPECT_EQ(std::ranges::count(outcomes, RefusalKind::conflict), 7);
  EXPECT_EQ(attendance(concert).sold, 1);
  EXPECT_EQ(attendance(concert).revenue, 4950);
}

TEST_P(TicketSales, ClaimBindsANobodysTicketByCodeOrNumber) {
  const auto tickets = make_tickets(2);
  for (const Ticket& ticket : tickets) sell(ticket.id);
  EXPECT_EQ(claim(" " + tickets[0].code_text() + "\n", ana.id).current_holder_id, ana.id);
  EXPECT_EQ(claim(tickets[1].ticket_number, ana.id).current_holder_id, ana.id);
  const Fact fact = newest_fact_of(tickets[0].id);
  EXPECT_EQ(fact.kind, "ticket.claimed");
  EXPECT_EQ(fact.actor_user_id, ana.id);
}

TEST_P(TicketSales, ClaimOfOnesOwnChangesNothing) {
  const Ticket ticket = make_tickets(1).at(0);
  sell(ticket.id);
  claim(ticket.code_text(), ana.id);
  const auto number = newest_fact().number;
  EXPECT_EQ(claim(ticket.code_text(), ana.id).current_holder_id, ana.id);
  EXPECT_EQ(newest_fact().number, number);
}

TEST_P(TicketSales, RefusesToClaimSomebodyElses) {
  const Ticket ticket = make_tickets(1).at(0);
  sell(ticket.id);
  claim(ticket.code_text(), ana.id);
  EXPECT_EQ(claim_refusal(ticket.code_text(), bruno.id), RefusalKind::conflict);
  EXPECT_EQ(this->ticket(ticket.id).current_holder_id, ana.id);
}

TEST_P(TicketSales, RefusesCodesThatOpenNothing) {
  const auto tickets = make_tickets(2);
  sell(tickets[0].id);
  Code forged = parse_code(tickets[0].code_text()).value();
  forged.signature[0] ^= 1;
  Code next_issue = parse_code(tickets[0].code_text()).value();
  ++next_issue.claim.issue;
  Code unknown = parse_code(tickets[0].code_text()).value();
  unknown.claim.ticket_id.value += 100;
  for (const std::string& code :
       {to_text(forged), to_text(next_issue), to_text(unknown), tickets[1].code_text(),
        tickets[1].ticket_number, TicketNumber::random().text(), std::string("no code at all"),
        std::string(), std::string("\xFF")}) {
    EXPECT_EQ(claim_refusal(code, ana.id), RefusalKind::not_found) << code;
  }
}

TEST_P(TicketSales, ClaimDependsOnTheStatus) {
  const auto tickets = make_tickets(4);
  const std::pair<TicketStatus, std::optional<RefusalKind>> table[] = {
      {TicketStatus::transferred, {}},
      {TicketStatus::scanned_entry, {}},
      {TicketStatus::attended, RefusalKind::conflict},
      {TicketStatus::refunded, RefusalKind::not_found}};
  for (std::size_t row = 0; row < 4; ++row) {
    sell(tickets[row].id);
    set_status(tickets[row].id, table[row].first);
    EXPECT_EQ(claim_refusal(tickets[row].code_text(), ana.id), table[row].second)
        << base::to_text(table[row].first);
  }
}

TEST_P(TicketSales, OneOfFourClaimersGetsTheTicket) {
  const Ticket ticket = make_tickets(1).at(0);
  sell(ticket.id);
  std::vector<std::function<void()>> claims;
  for (const base::UserId user : {ana.id, bruno.id, carla.id, admin.id}) {
    claims.emplace_back([&, user] { claim(ticket.code_text(), user); });
  }
  const auto outcomes = at_once(claims);
  EXPECT_EQ(std::ranges::count(outcomes, accepted), 1);
  EXPECT_EQ(std::ranges::count(outcomes, RefusalKind::conflict), 3);
}

}  // namespace
}  // namespace admitone::core
