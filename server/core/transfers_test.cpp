#include "core/transfers.hpp"

#include <gmock/gmock.h>

#include "core/house_fixture.hpp"
#include "core/refunds.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class Transfers : public House {
 protected:
  Transfer initiate(base::TicketId id, base::UserId sender, const Recipient& recipient) {
    return database().write([&](db::Transaction& transaction) {
      return initiate_transfer(transaction, id, sender, recipient, "Have fun", now());
    });
  }
  Transfer accept(base::TransferId id, base::UserId recipient) {
    return database().write([&](db::Transaction& transaction) {
      return accept_transfer(transaction, keys, id, recipient, now());
    });
  }
  Transfer reject(base::TransferId id, base::UserId recipient) {
    return database().write([&](db::Transaction& transaction) {
      return reject_transfer(transaction, id, recipient, now());
    });
  }
  Transfer cancel(base::TransferId id, base::UserId sender) {
    return database().write([&](db::Transaction& transaction) {
      return cancel_transfer(transaction, id, sender, now());
    });
  }
  std::vector<base::TransferId> pending_of(base::UserId user,
                                           std::optional<base::TransferId> before = {}) {
    const auto transfers = database().read([&](db::Transaction& transaction) {
      return list_pending_transfers(transaction, user, before, 10);
    });
    std::vector<base::TransferId> ids;
    for (const Transfer& transfer : transfers) ids.push_back(transfer.id);
    return ids;
  }
  /// Where the refusal says that the recipient is wrong.
  std::string wrong_field(const Recipient& recipient) {
    const auto id = sell_to(ana);
    try {
      initiate(id, ana.id, recipient);
    } catch (const base::Refusal& refusal) {
      EXPECT_EQ(refusal.kind, RefusalKind::invalid);
      EXPECT_EQ(ticket(id).pending, std::nullopt);
      return refusal.errors.at(0).pointer;
    }
    return "none";
  }
  void set_active(base::UserId user, bool is_active) {
    database().write([&](db::Transaction& transaction) {
      change_user(transaction, user, {.role = {}, .is_active = is_active, .password_hash = {}},
                  admin.id, now());
    });
  }
  /// Somebody who registered and has not proved the address.
  base::UserId register_user(const std::string& username) {
    return database()
        .write([&](db::Transaction& transaction) {
          return add_user(transaction,
                          {.username = username,
                           .email = username + "@example.org",
                           .role = Role::viewer,
                           .password_hash = "x",
                           .email_is_verified = false},
                          std::nullopt, now());
        })
        .id;
  }
  void verify_email(base::UserId user) {
    database().write([&](db::Transaction& transaction) {
      transaction.run("UPDATE users SET email_verified_at = $2 WHERE id = $1", {user, now()});
    });
  }

  const Recipient to_bruno{.username = "bruno", .email = {}};
};
INSTANTIATE_ON_EACH_DATABASE(Transfers);

TEST_P(Transfers, WaitForTheirRecipient) {
  const auto id = sell_to(ana);
  const auto transfer = initiate(id, ana.id, to_bruno);
  EXPECT_EQ(transfer.ticket_id, id);
  EXPECT_EQ(transfer.concert_id, concert);
  EXPECT_EQ(transfer.from_user_id, ana.id);
  EXPECT_EQ(transfer.from_username, "ana");
  EXPECT_EQ(transfer.to_user_id, bruno.id);
  EXPECT_EQ(transfer.to_username, "bruno");
  EXPECT_EQ(transfer.status, TransferStatus::pending);
  EXPECT_EQ(transfer.notes, "Have fun");
  EXPECT_EQ(transfer.initiated_at, now());
  EXPECT_EQ(ticket(id).pending, Pending::transfer);
  EXPECT_EQ(ticket(id).current_holder_id, ana.id);
}

TEST_P(Transfers, AcceptanceGivesANewHolderAndANewCode) {
  const auto id = sell_to(ana);
  const Ticket before = ticket(id);
  const auto transfer = initiate(id, ana.id, to_bruno);
  clock.advance(std::chrono::minutes(1));
  const auto accepted = accept(transfer.id, bruno.id);
  EXPECT_EQ(accepted.status, TransferStatus::accepted);
  EXPECT_EQ(accepted.decided_at, now());

  const Ticket after = ticket(id);
  EXPECT_EQ(after.status, TicketStatus::transferred);
  EXPECT_EQ(after.current_holder_id, bruno.id);
  EXPECT_EQ(after.original_buyer_id, before.original_buyer_id);
  EXPECT_EQ(after.issue, before.issue + 1);
  EXPECT_EQ(after.pending, std::nullopt);
  EXPECT_NE(after.code_text(), before.code_text());
  const auto code = parse_code(after.code_text());
  ASSERT_TRUE(code);
  database().read(
      [&](db::Transaction& transaction) { EXPECT_TRUE(keys.is_genuine(transaction, *code)); });
  EXPECT_EQ(attendance().sold, 0);
  EXPECT_EQ(attendance().transferred, 1);
  EXPECT_EQ(attendance().revenue, 4950);
  EXPECT_THAT(kinds_since_sale(id), ElementsAre("transfer.initiated", "transfer.accepted"));
}

TEST_P(Transfers, GoOnFromHolderToHolder) {
  const auto id = sell_to(ana);
  accept(initiate(id, ana.id, to_bruno).id, bruno.id);
  EXPECT_EQ(refusal_of([&] { initiate(id, ana.id, to_bruno); }), RefusalKind::not_found);
  accept(initiate(id, bruno.id, {.username = "carla", .email = {}}).id, carla.id);
  EXPECT_EQ(ticket(id).current_holder_id, carla.id);
  EXPECT_EQ(ticket(id).issue, 3);
  EXPECT_EQ(attendance().transferred, 1);
}

TEST_P(Transfers, MayBeRejectedByTheRecipientOrCancelledByTheSender) {
  const auto id = sell_to(ana);
  const auto code = ticket(id).code_text();
  EXPECT_EQ(reject(initiate(id, ana.id, to_bruno).id, bruno.id).status, TransferStatus::rejected);
  EXPECT_EQ(ticket(id).pending, std::nullopt);
  EXPECT_EQ(cancel(initiate(id, ana.id, to_bruno).id, ana.id).status, TransferStatus::cancelled);
  EXPECT_EQ(ticket(id).pending, std::nullopt);
  EXPECT_EQ(ticket(id).code_text(), code);
  EXPECT_EQ(ticket(id).current_holder_id, ana.id);
  EXPECT_THAT(kinds_since_sale(id), ElementsAre("transfer.initiated", "transfer.rejected",
                                                "transfer.initiated", "transfer.cancelled"));
}

TEST_P(Transfers, RefusesEverybodyElse) {
  const auto id = initiate(sell_to(ana), ana.id, to_bruno).id;
  for (const auto stranger : {ana.id, carla.id, admin.id}) {
    EXPECT_EQ(refusal_of([&] { accept(id, stranger); }), RefusalKind::not_found);
    EXPECT_EQ(refusal_of([&] { reject(id, stranger); }), RefusalKind::not_found);
  }
  for (const auto stranger : {bruno.id, carla.id, admin.id}) {
    EXPECT_EQ(refusal_of([&] { cancel(id, stranger); }), RefusalKind::not_found);
  }
  EXPECT_EQ(refusal_of([&] { accept({999}, bruno.id); }), RefusalKind::not_found);
}

TEST_P(Transfers, RefusesSomebodyElsesTicket) {
  EXPECT_EQ(refusal_of([&] { initiate(sell_to(ana), carla.id, to_bruno); }),
            RefusalKind::not_found);
  EXPECT_EQ(refusal_of([&] { initiate({999'999}, ana.id, to_bruno); }), RefusalKind::not_found);
}

TEST_P(Transfers, RefusesARecipientWhoIsTheSenderNobodyOrDisabled) {
  set_active(carla.id, false);
  for (const char* username : {"ana", "ANA", "nobody", "carla"}) {
    EXPECT_EQ(wrong_field({.username = username, .email = {}}), "/to_username") << username;
  }
  for (const char* email : {"ana@example.org", "Ana@Example.org", "carla@example.org"}) {
    EXPECT_EQ(wrong_field({.username = {}, .email = email}), "/to_email") << email;
  }
}

TEST_P(Transfers, RefusesAUsedOrWaitingTicket) {
  const auto used = sell_to(ana);
  use(used);
  EXPECT_EQ(refusal_of([&] { initiate(used, ana.id, to_bruno); }), RefusalKind::conflict);
  const auto waiting = sell_to(ana);
  initiate(waiting, ana.id, to_bruno);
  EXPECT_EQ(refusal_of([&] { initiate(waiting, ana.id, to_bruno); }), RefusalKind::conflict);
}

TEST_P(Transfers, RefusesASecondDecision) {
  const auto accepted = initiate(sell_to(ana), ana.id, to_bruno).id;
  accept(accepted, bruno.id);
  EXPECT_EQ(refusal_of([&] { accept(accepted, bruno.id); }), RefusalKind::conflict);
  EXPECT_EQ(refusal_of([&] { reject(accepted, bruno.id); }), RefusalKind::conflict);
  EXPECT_EQ(refusal_of([&] { cancel(accepted, ana.id); }), RefusalKind::conflict);
}

TEST_P(Transfers, RefusesADisabledRecipientAndAUsedTicketAtAcceptance) {
  const auto to_disabled = initiate(sell_to(ana), ana.id, to_bruno).id;
  set_active(bruno.id, false);
  EXPECT_EQ(refusal_of([&] { accept(to_disabled, bruno.id); }), RefusalKind::conflict);
  set_active(bruno.id, true);
  const auto id = sell_to(ana);
  const auto of_used = initiate(id, ana.id, to_bruno).id;
  use(id);
  EXPECT_EQ(refusal_of([&] { accept(of_used, bruno.id); }), RefusalKind::conflict);
  EXPECT_EQ(ticket(id).current_holder_id, ana.id);
}

TEST_P(Transfers, RefusesAnotherCodeAfterTheLastIssue) {
  const auto id = sell_to(ana);
  database().write([&](db::Transaction& transaction) {
    transaction.run("UPDATE tickets SET issue = 65534 WHERE id = $1", {id});
  });
  accept(initiate(id, ana.id, to_bruno).id, bruno.id);
  const auto last = initiate(id, bruno.id, {.username = "ana", .email = {}}).id;
  EXPECT_EQ(refusal_of([&] { accept(last, ana.id); }), RefusalKind::conflict);
  EXPECT_EQ(ticket(id).current_holder_id, bruno.id);
}

TEST_P(Transfers, ToAnAddressAreForWhoHasVerifiedIt) {
  const auto transfer =
      initiate(sell_to(ana), ana.id, {.username = {}, .email = "Bruno@Example.org"});
  EXPECT_EQ(transfer.to_user_id, std::nullopt);
  EXPECT_EQ(transfer.to_email, "Bruno@Example.org");
  EXPECT_THAT(pending_of(bruno.id), ElementsAre(transfer.id));
  EXPECT_EQ(refusal_of([&] { accept(transfer.id, carla.id); }), RefusalKind::not_found);
  const auto accepted = accept(transfer.id, bruno.id);
  EXPECT_EQ(accepted.to_user_id, bruno.id);
  EXPECT_EQ(accepted.to_username, "bruno");
}

TEST_P(Transfers, ToAnAddressOfNobodyWaitUntilSomebodyVerifiesIt) {
  const auto id = initiate(sell_to(ana), ana.id, {.username = {}, .email = "dora@example.org"}).id;
  const auto dora = register_user("dora");
  EXPECT_TRUE(pending_of(dora).empty());
  EXPECT_EQ(refusal_of([&] { accept(id, dora); }), RefusalKind::not_found);
  verify_email(dora);
  EXPECT_THAT(pending_of(dora), ElementsAre(id));
  EXPECT_EQ(accept(id, dora).to_user_id, dora);
}

TEST_P(Transfers, ARejectionDoesNotTellTheSenderWhoseAddressItIs) {
  const auto id = initiate(sell_to(ana), ana.id, {.username = {}, .email = "bruno@example.org"}).id;
  EXPECT_EQ(reject(id, bruno.id).to_username, std::nullopt);
  EXPECT_EQ(refusal_of([&] { reject(id, bruno.id); }), RefusalKind::conflict);
}

TEST_P(Transfers, PendingOnesAreListedForBothPartiesNewestFirst) {
  const auto first = initiate(sell_to(ana), ana.id, to_bruno).id;
  const auto second = initiate(sell_to(ana), ana.id, {.username = "carla", .email = {}}).id;
  const auto done = initiate(sell_to(ana), ana.id, to_bruno).id;
  accept(done, bruno.id);
  EXPECT_THAT(pending_of(ana.id), ElementsAre(second, first));
  EXPECT_THAT(pending_of(ana.id, second), ElementsAre(first));
  EXPECT_THAT(pending_of(bruno.id), ElementsAre(first));
  EXPECT_TRUE(pending_of(admin.id).empty());
}

TEST_P(Transfers, AnAdmissionCancelsTheOneThatWaits) {
  const auto id = sell_to(ana);
  const auto transfer = initiate(id, ana.id, to_bruno);
  const auto facts = database().write([&](db::Transaction& transaction) {
    EXPECT_TRUE(close_pending_refund(transaction, id, now()).empty());
    return close_pending_transfer(transaction, id, now());
  });
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0].kind, "transfer.cancelled");
  EXPECT_EQ(facts[0].subject_id, transfer.id.value);
  EXPECT_EQ(facts[0].detail, "Transfer from ana to bruno cancelled because the ticket was used");
  EXPECT_EQ(refusal_of([&] { accept(transfer.id, bruno.id); }), RefusalKind::conflict);
  EXPECT_TRUE(pending_of(bruno.id).empty());
}

TEST_P(Transfers, OfAcceptanceAndCancellationAtOnceOneIsRefused) {
  for (int i = 0; i < 5; ++i) {
    const auto id = sell_to(ana);
    const auto transfer = initiate(id, ana.id, to_bruno).id;
    const auto outcomes =
        at_once({[&] { accept(transfer, bruno.id); }, [&] { cancel(transfer, ana.id); }});
    EXPECT_THAT(outcomes, UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
    EXPECT_EQ(ticket(id).current_holder_id, outcomes[0] ? ana.id : bruno.id);
    EXPECT_EQ(ticket(id).pending, std::nullopt);
  }
}

TEST_P(Transfers, AcceptedTwiceAtOnceAreHandedOverOnce) {
  const auto id = sell_to(ana);
  const auto transfer = initiate(id, ana.id, to_bruno).id;
  const auto take = [&] { accept(transfer, bruno.id); };
  EXPECT_THAT(at_once({take, take}), UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
  EXPECT_EQ(ticket(id).issue, 2);
}

/// A ticket cannot wait for both; whichever claims it first leaves the other nothing to decide.
TEST_P(Transfers, OfATransferAndARefundCarriedThroughAtOnceOneEndsTheTicket) {
  for (int i = 0; i < 5; ++i) {
    const auto id = sell_to(ana);
    const auto hand_over = [&] { accept(initiate(id, ana.id, to_bruno).id, bruno.id); };
    const auto pay_back = [&] {
      database().write([&](db::Transaction& transaction) {
        const auto refund = request_refund(transaction, id, ana.id, "Cannot come", {}, now());
        approve_refund(transaction, refund.id, {}, admin.id, now());
      });
    };
    const auto outcomes = at_once({hand_over, pay_back});
    EXPECT_NE(outcomes[0].has_value(), outcomes[1].has_value());
    EXPECT_EQ(ticket(id).status, outcomes[0] ? TicketStatus::refunded : TicketStatus::transferred);
    EXPECT_EQ(ticket(id).pending, std::nullopt);
  }
}

}  // namespace
}  // namespace admitone::core
