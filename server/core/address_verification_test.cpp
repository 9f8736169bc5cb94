#include "core/address_verification.hpp"

#include <gmock/gmock.h>

#include "core/ticket_house_fixture.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;

class AddressVerification : public TicketHouse {
 protected:
  void SetUp() override {
    TicketHouse::SetUp();
    if (IsSkipped()) return;
    rita = sign_up("rita");
  }

  User sign_up(const std::string& name) {
    NewUser visitor = person(name);
    visitor.email_is_verified = false;
    return database().write([&](db::Transaction& transaction) {
      return add_user(transaction, visitor, std::nullopt, now(), Mailing::on);
    });
  }

  std::string token_for(const User& user) {
    return database().write(
        [&](db::Transaction& transaction) { return issue_verification(transaction, user, now()); });
  }

  VerifiedAddress verify(const std::string& token) {
    return database().write(
        [&](db::Transaction& transaction) { return verify_address(transaction, token, now()); });
  }

  void request(const User& user) {
    database().write(
        [&](db::Transaction& transaction) { request_verification(transaction, user.id, now()); });
  }

  Ticket sell_to_address(base::TicketId id, const std::string& address) {
    return sell(id, Sale{"Rita Sousa", address, {}, {}});
  }

  User rita;
};
INSTANTIATE_ON_EACH_DATABASE(AddressVerification);

TEST_P(AddressVerification, RegisteringWritesALetter) {
  const auto letter =
      database().write([&](db::Transaction& transaction) { return take_due(transaction, now()); });
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->kind, LetterKind::verify_address);
  EXPECT_EQ(letter->to_email, rita.email);
  EXPECT_EQ(letter->user_id, rita.id);
}

TEST_P(AddressVerification, BindsTheTicketsThatWereSoldToTheAddress) {
  const auto tickets = make_tickets(5);
  sell_to_address(tickets.at(0).id, "RITA@example.org");
  sell_to_address(tickets.at(1).id, rita.email);
  sell_to_address(tickets.at(2).id, "somebody@example.org");
  const auto taken = sell(tickets.at(3).id, Sale{"Ana", rita.email, {}, ana.username});
  sell_to_address(tickets.at(4).id, rita.email);
  use(tickets.at(4).id);

  const auto verified = verify(token_for(rita));
  EXPECT_EQ(verified.tickets_bound, 2);
  EXPECT_EQ(verified.email, rita.email);
  EXPECT_EQ(ticket(tickets.at(0).id).current_holder_id, rita.id);
  EXPECT_EQ(ticket(tickets.at(1).id).current_holder_id, rita.id);
  EXPECT_EQ(ticket(tickets.at(2).id).current_holder_id, std::nullopt);
  EXPECT_EQ(ticket(taken.id).current_holder_id, ana.id);
  EXPECT_EQ(ticket(tickets.at(4).id).current_holder_id, std::nullopt);
  EXPECT_THAT(kinds_since_sale(tickets.at(0).id), testing::ElementsAre("ticket.claimed"));
  EXPECT_EQ(newest_fact().actor_user_id, rita.id);
}

TEST_P(AddressVerification, FollowingTheLinkTwiceChangesNothing) {
  const auto token = token_for(rita);
  verify(token);
  const auto number = newest_fact().number;
  EXPECT_EQ(verify(token).tickets_bound, 0);
  EXPECT_EQ(newest_fact().number, number);
}

TEST_P(AddressVerification, EarlierLinksStayValid) {
  const auto earlier = token_for(rita);
  token_for(rita);
  EXPECT_EQ(verify(earlier).username, rita.username);
}

TEST_P(AddressVerification, RefusesUnknownAndOldTokens) {
  EXPECT_EQ(refusal_of([&] { verify("guessed"); }), RefusalKind::not_found);
  const auto token = token_for(rita);
  clock.advance(verification_lifetime);
  EXPECT_EQ(refusal_of([&] { verify(token); }), RefusalKind::not_found);
}

TEST_P(AddressVerification, RefusesDisabledAccounts) {
  const auto token = token_for(rita);
  database().write([&](db::Transaction& transaction) {
    change_user(transaction, rita.id, {.role = {}, .is_active = false, .password_hash = {}},
                admin.id, now());
  });
  EXPECT_EQ(refusal_of([&] { verify(token); }), RefusalKind::not_found);
}

TEST_P(AddressVerification, KeepsNoToken) {
  const auto token = token_for(rita);
  const auto digests = database().read([](db::Transaction& transaction) {
    return transaction.list<base::Bytes>("SELECT digest FROM address_verifications");
  });
  ASSERT_EQ(digests.size(), 1);
  EXPECT_EQ(digests[0].size(), 32);
  EXPECT_NE(base::to_base64url(digests[0]), token);
}

TEST_P(AddressVerification, AnotherLinkComesOnceAMinute) {
  EXPECT_EQ(refusal_of([&] { request(rita); }), RefusalKind::too_many);
  clock.advance(verification_interval);
  request(rita);
  EXPECT_EQ(refusal_of([&] { request(rita); }), RefusalKind::too_many);
  EXPECT_EQ(refusal_of([&] { request(ana); }), RefusalKind::conflict);
}

}  // namespace
}  // namespace admitone::core
