#include "core/refunds.hpp"

#include <gmock/gmock.h>

#include "core/house_fixture.hpp"
#include "core/transfers.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class Refunds : public House {
 protected:
  Refund request(base::TicketId id, base::UserId requester,
                 const std::optional<std::string>& amount = {}) {
    return database().write([&](db::Transaction& transaction) {
      const auto money = amount ? std::optional(Money::parse(*amount)) : std::nullopt;
      return request_refund(transaction, id, requester, "Cannot come", money, now());
    });
  }
  template <class Step>
  Refund decide(Step step, base::RefundId id, const std::optional<std::string>& notes = {}) {
    return database().write([&](db::Transaction& transaction) {
      return step(transaction, id, notes, admin.id, now(), Mailing::off);
    });
  }
  Refund approve(base::RefundId id) { return decide(&approve_refund, id, "Fine"); }
  Refund reject(base::RefundId id) { return decide(&reject_refund, id, "Too late"); }
  Refund complete(base::RefundId id) { return decide(&complete_refund, id); }
};
INSTANTIATE_ON_EACH_DATABASE(Refunds);

TEST_P(Refunds, AskForThePriceUnlessTheyNameAnAmount) {
  const auto whole = request(sell_to(ana), ana.id);
  EXPECT_EQ(whole.amount, 4950);
  EXPECT_EQ(whole.currency, "EUR");
  EXPECT_EQ(whole.status, RefundStatus::pending);
  EXPECT_EQ(whole.requested_by_user_id, ana.id);
  EXPECT_EQ(whole.concert_id, concert);
  EXPECT_EQ(whole.reason, "Cannot come");
  EXPECT_EQ(whole.requested_at, now());
  EXPECT_EQ(whole.decided_at, std::nullopt);
  EXPECT_EQ(request(sell_to(ana), ana.id, "20").amount, 2000);
  EXPECT_EQ(request(sell_to(ana), ana.id, "49.50").amount, 4950);
}

TEST_P(Refunds, GoFromRequestToCompletion) {
  const auto id = sell_to(ana);
  const auto refund = request(id, ana.id, "40");
  EXPECT_EQ(ticket(id).pending, Pending::refund);
  EXPECT_EQ(attendance().revenue, 4950);

  const auto approved = approve(refund.id);
  EXPECT_EQ(approved.status, RefundStatus::approved);
  EXPECT_EQ(approved.decided_by_user_id, admin.id);
  EXPECT_EQ(approved.decided_at, now());
  EXPECT_EQ(ticket(id).status, TicketStatus::refunded);
  EXPECT_EQ(ticket(id).pending, std::nullopt);
  EXPECT_EQ(attendance().sold, 0);
  EXPECT_EQ(attendance().refunded, 1);
  EXPECT_EQ(attendance().revenue, 950);

  clock.advance(std::chrono::hours(1));
  const auto completed = complete(refund.id);
  EXPECT_EQ(completed.status, RefundStatus::completed);
  EXPECT_EQ(completed.completed_at, now());
  EXPECT_EQ(completed.notes, "Fine");
  EXPECT_THAT(kinds_since_sale(id),
              ElementsAre("refund.requested", "refund.approved", "refund.completed"));
}

TEST_P(Refunds, ARejectedOneLeavesTheTicketAsItWas) {
  const auto id = sell_to(ana);
  const auto rejected = reject(request(id, ana.id).id);
  EXPECT_EQ(rejected.status, RefundStatus::rejected);
  EXPECT_EQ(rejected.notes, "Too late");
  EXPECT_EQ(ticket(id).status, TicketStatus::sold);
  EXPECT_EQ(ticket(id).pending, std::nullopt);
  EXPECT_EQ(attendance().revenue, 4950);
  EXPECT_EQ(request(id, ana.id).status, RefundStatus::pending);
}

TEST_P(Refunds, RefusesSomebodyElsesTicket) {
  const auto id = sell_to(ana);
  EXPECT_EQ(refusal_of([&] { request(id, bruno.id); }), RefusalKind::not_found);
  EXPECT_EQ(refusal_of([&] { request({999'999}, ana.id); }), RefusalKind::not_found);
  EXPECT_EQ(ticket(id).pending, std::nullopt);
}

TEST_P(Refunds, RefusesAnAmountOverThePriceAndLeavesTheTicketFree) {
  const auto id = sell_to(ana);
  try {
    request(id, ana.id, "49.51");
    FAIL();
  } catch (const base::Refusal& refusal) {
    EXPECT_EQ(refusal.kind, RefusalKind::invalid);
    EXPECT_EQ(refusal.errors.at(0).pointer, "/amount");
    EXPECT_EQ(refusal.errors.at(0).detail, "must be at most the price paid, 49.50 EUR");
  }
  EXPECT_EQ(ticket(id).pending, std::nullopt);
}

TEST_P(Refunds, RefusesMoreDecimalsThanTheCurrencyHas) {
  EXPECT_EQ(refusal_of([&] { request(sell_to(ana), ana.id, "9.999"); }), RefusalKind::invalid);
  const auto id = sell_to(ana, 4950, add_concert_in("JPY"));
  EXPECT_EQ(refusal_of([&] { request(id, ana.id, "100.50"); }), RefusalKind::invalid);
  EXPECT_EQ(request(id, ana.id, "4950").amount, 4950);
}

TEST_P(Refunds, RefusesAUsedARefundedAndAWaitingTicket) {
  const auto used = sell_to(ana);
  use(used);
  EXPECT_EQ(refusal_of([&] { request(used, ana.id); }), RefusalKind::conflict);
  const auto refunded = sell_to(ana);
  approve(request(refunded, ana.id).id);
  EXPECT_EQ(refusal_of([&] { request(refunded, ana.id); }), RefusalKind::conflict);
  const auto waiting = sell_to(ana);
  request(waiting, ana.id);
  EXPECT_EQ(refusal_of([&] { request(waiting, ana.id); }), RefusalKind::conflict);
}

TEST_P(Refunds, RefusesStepsInAnotherOrder) {
  const auto id = request(sell_to(ana), ana.id).id;
  EXPECT_EQ(refusal_of([&] { complete(id); }), RefusalKind::conflict);
  approve(id);
  EXPECT_EQ(refusal_of([&] { approve(id); }), RefusalKind::conflict);
  EXPECT_EQ(refusal_of([&] { reject(id); }), RefusalKind::conflict);
  complete(id);
  EXPECT_EQ(refusal_of([&] { complete(id); }), RefusalKind::conflict);
  for (const auto step : {&approve_refund, &reject_refund, &complete_refund}) {
    EXPECT_EQ(refusal_of([&] { decide(step, {999}); }), RefusalKind::not_found);
  }
}

TEST_P(Refunds, RefusesToApproveWhatWasUsedMeanwhile) {
  const auto id = sell_to(ana);
  const auto refund = request(id, ana.id);
  use(id);
  EXPECT_EQ(refusal_of([&] { approve(refund.id); }), RefusalKind::conflict);
  EXPECT_EQ(ticket(id).status, TicketStatus::attended);
  EXPECT_EQ(attendance().revenue, 4950);
}

TEST_P(Refunds, AnAdmissionRejectsTheOneThatWaits) {
  const auto id = sell_to(ana);
  const auto refund = request(id, ana.id);
  const auto facts = database().write([&](db::Transaction& transaction) {
    EXPECT_TRUE(close_pending_transfer(transaction, id, now()).empty());
    return close_pending_refund(transaction, id, now());
  });
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].kind, "refund.rejected");
  EXPECT_EQ(facts[0].subject_id, refund.id.value);
  EXPECT_EQ(facts[0].detail, "Refund of 49.50 EUR rejected because the ticket was used");
  database().write([&](db::Transaction& transaction) {
    const auto refunds = list_refunds_of(transaction, ana.id, {}, 10);
    EXPECT_EQ(refunds.at(0).status, RefundStatus::rejected);
    EXPECT_EQ(refunds.at(0).notes, "The ticket was used");
    EXPECT_TRUE(close_pending_refund(transaction, id, now()).empty());
  });
}

TEST_P(Refunds, AreListedNewestFirst) {
  const auto first = request(sell_to(ana), ana.id).id;
  const auto second = request(sell_to(ana), ana.id).id;
  const auto third = request(sell_to(ana), ana.id).id;
  reject(second);
  const auto ids = [](const std::vector<Refund>& refunds) {
    std::vector<base::RefundId> result;
    for (const Refund& refund : refunds) result.push_back(refund.id);
    return result;
  };
  database().read([&](db::Transaction& transaction) {
    EXPECT_THAT(ids(list_refunds(transaction, {}, {}, 2)), ElementsAre(third, second));
    EXPECT_THAT(ids(list_refunds(transaction, {}, second, 2)), ElementsAre(first));
    EXPECT_THAT(ids(list_refunds(transaction, RefundStatus::pending, {}, 10)),
                ElementsAre(third, first));
    EXPECT_THAT(ids(list_refunds_of(transaction, ana.id, third, 10)), ElementsAre(second, first));
    EXPECT_TRUE(list_refunds_of(transaction, bruno.id, {}, 10).empty());
  });
}

TEST_P(Refunds, OfTwoRequestsAtOnceOneIsRefused) {
  for (int i = 0; i < 5; ++i) {
    const auto id = sell_to(ana);
    EXPECT_THAT(at_once({[&] { request(id, ana.id); }, [&] { request(id, ana.id); }}),
                UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
  }
}

TEST_P(Refunds, OfARefundAndATransferAtOnceOneIsRefused) {
  for (int i = 0; i < 5; ++i) {
    const auto id = sell_to(ana);
    const auto transfer = [&] {
      database().write([&](db::Transaction& transaction) {
        initiate_transfer(transaction, id, ana.id, {.username = "bruno", .email = {}}, {}, now());
      });
    };
    EXPECT_THAT(at_once({[&] { request(id, ana.id); }, transfer}),
                UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
  }
}

TEST_P(Refunds, OfTwoApprovalsAtOnceOneIsRefusedAndTheMoneyGoesBackOnce) {
  for (int i = 1; i <= 5; ++i) {
    const auto refund = request(sell_to(ana), ana.id).id;
    EXPECT_THAT(at_once({[&] { approve(refund); }, [&] { approve(refund); }}),
                UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
    EXPECT_EQ(attendance().refunded, i);
    EXPECT_EQ(attendance().revenue, 0);
  }
}

TEST_P(Refunds, OfApprovalAndRejectionAtOnceOneIsRefused) {
  for (int i = 0; i < 5; ++i) {
    const auto id = sell_to(ana);
    const auto refund = request(id, ana.id).id;
    const auto outcomes = at_once({[&] { approve(refund); }, [&] { reject(refund); }});
    EXPECT_THAT(outcomes, UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
    EXPECT_EQ(ticket(id).status, outcomes[0] ? TicketStatus::sold : TicketStatus::refunded);
    EXPECT_EQ(ticket(id).pending, std::nullopt);
  }
}

}  // namespace
}  // namespace admitone::core
