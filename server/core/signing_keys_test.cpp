#include "core/signing_keys.hpp"

#include <algorithm>
#include <thread>

#include <gmock/gmock.h>

#include "core/house_fixture.hpp"
#include "core/journal.hpp"
#include "support/databases.hpp"

namespace admitone::core {
namespace {

const base::Timestamp test_now = tests::ManualClock().now();
const base::Secret test_secret{"a secret of at least 32 characters"};

class SigningKeysTest : public tests::OnEachDatabase {
 protected:
  static void ensure(db::Database& database, SigningKeys& keys) {
    database.write([&](db::Transaction& transaction) { keys.ensure(transaction, test_now); });
  }
  SigningKey rotate(SigningKeys& keys) {
    return database().write([&](db::Transaction& transaction) {
      return keys.rotate(transaction, std::nullopt, test_now);
    });
  }
  std::shared_ptr<const SigningKeys::Signer> signer(SigningKeys& keys) {
    return database().read([&](db::Transaction& transaction) { return keys.signer(transaction); });
  }
  bool is_genuine(SigningKeys& keys, const Code& code) {
    return database().read(
        [&](db::Transaction& transaction) { return keys.is_genuine(transaction, code); });
  }
  std::vector<SigningKey> list() { return database().read(&list_signing_keys); }
};
INSTANTIATE_ON_EACH_DATABASE(SigningKeysTest);

Code signed_code(const SigningKeys::Signer& signer) {
  const CodeClaim claim{signer.key_id, {3}, {4}, 1};
  return {claim, signer.sign(claim)};
}

TEST_P(SigningKeysTest, MakesTheFirstKeyOnce) {
  SigningKeys keys(test_secret);
  ensure(database(), keys);
  ensure(database(), keys);
  const auto all = list();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].id, 1);
  EXPECT_EQ(all[0].public_key.size(), 32U);
  EXPECT_EQ(all[0].created_at, test_now);
  const auto facts =
      database().read([](db::Transaction& transaction) { return facts_after(transaction, 0, 10); });
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].kind, "key.made");
  EXPECT_EQ(facts[0].subject_id, 1);
}

TEST_P(SigningKeysTest, TwoNodesThatStartAtOnceMakeOneKey) {
  const auto other_node = open_again();
  {
    const std::jthread other([&] {
      SigningKeys keys(test_secret);
      ensure(*other_node, keys);
    });
    SigningKeys keys(test_secret);
    ensure(database(), keys);
  }
  EXPECT_EQ(list().size(), 1U);
}

TEST_P(SigningKeysTest, RefusesAnotherInstallationsSecret) {
  SigningKeys keys(test_secret);
  ensure(database(), keys);
  SigningKeys stranger(base::Secret("another secret, also long enough to be one"));
  EXPECT_EQ(refusal_of([&] { ensure(database(), stranger); }), base::RefusalKind::conflict);
}

TEST_P(SigningKeysTest, NewestKeySignsAndAllVerify) {
  SigningKeys keys(test_secret);
  SigningKeys keys_of_other_node(test_secret);
  ensure(database(), keys);
  const Code old_code = signed_code(*signer(keys));
  EXPECT_TRUE(is_genuine(keys_of_other_node, old_code));
  EXPECT_EQ(rotate(keys).id, 2);
  for (SigningKeys* node : {&keys, &keys_of_other_node}) {
    EXPECT_EQ(signer(*node)->key_id, 2);
    EXPECT_TRUE(is_genuine(*node, old_code));
    EXPECT_TRUE(is_genuine(*node, signed_code(*signer(*node))));
  }
}

TEST_P(SigningKeysTest, RefusesForgedCodes) {
  SigningKeys keys(test_secret);
  ensure(database(), keys);
  const Code genuine = signed_code(*signer(keys));
  Code other_ticket = genuine;
  ++other_ticket.claim.ticket_id.value;
  Code other_signature = genuine;
  other_signature.signature[10] ^= 1;
  Code unknown_key = genuine;
  unknown_key.claim.key_id = 9;
  EXPECT_TRUE(is_genuine(keys, genuine));
  for (const Code& forged : {other_ticket, other_signature, unknown_key}) {
    EXPECT_FALSE(is_genuine(keys, forged));
  }
}

TEST_P(SigningKeysTest, KeyThatWasNeverCommittedDoesNotSign) {
  SigningKeys keys(test_secret);
  ensure(database(), keys);
  base::PublicKey undone{};
  EXPECT_THROW(database().write([&](db::Transaction& transaction) {
    keys.rotate(transaction, std::nullopt, test_now);
    undone = keys.signer(transaction)->pair.public_key;
    throw base::conflict("undo");
  }),
               base::Refusal);
  EXPECT_EQ(signer(keys)->key_id, 1);
  const SigningKey second = rotate(keys);
  EXPECT_FALSE(std::ranges::equal(undone, second.public_key));
  EXPECT_THAT(signer(keys)->pair.public_key, testing::ElementsAreArray(second.public_key));
}

TEST_P(SigningKeysTest, RefusesTheKeyThatFitsIntoNoCode) {
  SigningKeys keys(test_secret);
  database().write([&](db::Transaction& transaction) {
    for (int count = 0; count < 255; ++count) keys.rotate(transaction, std::nullopt, test_now);
  });
  EXPECT_EQ(signer(keys)->key_id, 255);
  EXPECT_EQ(refusal_of([&] { rotate(keys); }), base::RefusalKind::conflict);
  EXPECT_EQ(list().size(), 255U);
}

}  // namespace
}  // namespace admitone::core
