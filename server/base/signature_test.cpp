#include "base/signature.hpp"

#include <gtest/gtest.h>

namespace admitone::base {
namespace {

TEST(Signature, IsDeterministicAndValid) {
  const SigningKeyPair pair = make_signing_key_pair();
  const Signature signature = sign(pair, as_bytes("ticket"));
  EXPECT_EQ(signature, sign(pair, as_bytes("ticket")));
  EXPECT_TRUE(signature_is_valid(pair.public_key, as_bytes("ticket"), signature));
}

TEST(Signature, RefusesAnotherMessageKeyOrLength) {
  const SigningKeyPair pair = make_signing_key_pair();
  const Signature signature = sign(pair, as_bytes("ticket"));
  EXPECT_FALSE(signature_is_valid(pair.public_key, as_bytes("tickets"), signature));
  EXPECT_FALSE(
      signature_is_valid(make_signing_key_pair().public_key, as_bytes("ticket"), signature));
  EXPECT_FALSE(
      signature_is_valid(pair.public_key, as_bytes("ticket"), BytesView(signature).first(63)));
}

}  // namespace
}  // namespace admitone::base
