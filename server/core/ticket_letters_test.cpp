#include "core/ticket_letters.hpp"

#include <gmock/gmock.h>

#include "core/refunds.hpp"
#include "core/ticket_house_fixture.hpp"
#include "core/transfers.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;
using testing::ElementsAre;

class TicketLetters : public TicketHouse {
 protected:
  Ticket sell_by_mail(base::TicketId id) {
    return database().write([&](db::Transaction& transaction) {
      const Sale sale{"Rita Sousa", "rita@example.com", {}, ana.username};
      return mark_sold(transaction, id, sale, admin.id, now(), Mailing::on);
    });
  }

  /// ana gives her ticket to bruno.
  void transfer(base::TicketId id) {
    database().write([&](db::Transaction& transaction) {
      const auto offer =
          initiate_transfer(transaction, id, ana.id, {bruno.username, {}}, {}, now(), Mailing::on);
      accept_transfer(transaction, keys, offer.id, bruno.id, now(), Mailing::on);
    });
  }

  Letter send_again(base::TicketId id) {
    return database().write([&](db::Transaction& transaction) {
      return send_ticket_again(transaction, id, admin.id, now());
    });
  }

  void send_all() {
    database().write([&](db::Transaction& transaction) {
      while (const auto letter = take_due(transaction, now())) {
        settle_sent(transaction, *letter, now());
      }
    });
  }

  /// Kind and address of each letter about the ticket, the oldest first.
  std::vector<std::string> letters_about(base::TicketId id) {
    std::vector<std::string> told;
    for (const Letter& letter : database().read([&](db::Transaction& transaction) {
           return list_letters_of(transaction, id, letters_of_ticket_max);
         })) {
      told.insert(told.begin(), std::string(base::to_text(letter.kind)) + " " + letter.to_email);
    }
    return told;
  }
};
INSTANTIATE_ON_EACH_DATABASE(TicketLetters);

TEST_P(TicketLetters, ASaleWritesToTheBuyer) {
  const auto ticket = sell_by_mail(make_tickets(1).at(0).id);
  EXPECT_THAT(letters_about(ticket.id), ElementsAre("ticket_sold rita@example.com"));
}

TEST_P(TicketLetters, ARefusedSaleWritesNothing) {
  const auto ticket = sell_by_mail(make_tickets(1).at(0).id);
  EXPECT_EQ(refusal_of([&] { sell_by_mail(ticket.id); }), RefusalKind::conflict);
  EXPECT_EQ(letters_about(ticket.id).size(), 1);
}

TEST_P(TicketLetters, ATransferWritesToBothSides) {
  const auto ticket = sell_by_mail(make_tickets(1).at(0).id);
  transfer(ticket.id);
  EXPECT_THAT(
      letters_about(ticket.id),
      ElementsAre("ticket_sold rita@example.com", "transfer_offered bruno@example.org",
                  "ticket_received bruno@example.org", "transfer_accepted ana@example.org"));
}

TEST_P(TicketLetters, EachStepOfARefundWritesToTheRequester) {
  const auto ticket = sell_by_mail(make_tickets(1).at(0).id);
  database().write([&](db::Transaction& transaction) {
    const auto refund = request_refund(transaction, ticket.id, ana.id, "ill", {}, now());
    approve_refund(transaction, refund.id, {}, admin.id, now(), Mailing::on);
    complete_refund(transaction, refund.id, {}, admin.id, now(), Mailing::on);
  });
  EXPECT_THAT(letters_about(ticket.id),
              ElementsAre("ticket_sold rita@example.com", "refund_decided ana@example.org",
                          "refund_completed ana@example.org"));
}

TEST_P(TicketLetters, AnOfferIsToldOnceAnHour) {
  const auto ticket = sell_by_mail(make_tickets(1).at(0).id);
  const auto offer_and_cancel = [&](const std::string& email) {
    database().write([&](db::Transaction& transaction) {
      const auto offer =
          initiate_transfer(transaction, ticket.id, ana.id, {{}, email}, {}, now(), Mailing::on);
      cancel_transfer(transaction, offer.id, ana.id, now());
    });
  };
  offer_and_cancel("wrong@example.org");
  offer_and_cancel("right@example.org");
  offer_and_cancel("Right@example.org");
  EXPECT_EQ(letters_about(ticket.id).size(), 3);
  clock.advance(transfer_letter_interval);
  offer_and_cancel("right@example.org");
  EXPECT_EQ(letters_about(ticket.id).size(), 4);
}

TEST_P(TicketLetters, SentAgainGoesToWhoeverHasTheCode) {
  const auto ticket = sell_by_mail(make_tickets(1).at(0).id);
  send_all();
  EXPECT_EQ(send_again(ticket.id).to_email, "rita@example.com");
  transfer(ticket.id);
  send_all();
  const auto letter = send_again(ticket.id);
  EXPECT_EQ(letter.to_email, bruno.email);
  EXPECT_EQ(letter.kind, LetterKind::ticket_received);
}

TEST_P(TicketLetters, ALetterThatWaitsIsNotWrittenTwice) {
  const auto ticket = sell_by_mail(make_tickets(1).at(0).id);
  EXPECT_EQ(send_again(ticket.id).id, send_again(ticket.id).id);
  EXPECT_EQ(letters_about(ticket.id).size(), 1);
}

TEST_P(TicketLetters, RefusesToSendWhatAdmitsNobody) {
  const auto tickets = make_tickets(3);
  EXPECT_EQ(refusal_of([&] { send_again({987654}); }), RefusalKind::not_found);
  EXPECT_EQ(refusal_of([&] { send_again(tickets.at(0).id); }), RefusalKind::conflict);
  sell_by_mail(tickets.at(1).id);
  use(tickets.at(1).id);
  EXPECT_EQ(refusal_of([&] { send_again(tickets.at(1).id); }), RefusalKind::conflict);
}

}  // namespace
}  // namespace admitone::core
