#include "base/secret.hpp"

#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace admitone::base {
namespace {

constexpr Key key{1, 2, 3};
const Secret secret("a secret of thirty-two characters");

TEST(Secret, EachPurposeHasAKeyOfItsOwn) {
  EXPECT_EQ(secret.key_for("access tokens"),
            Secret("a secret of thirty-two characters").key_for("access tokens"));
  EXPECT_NE(secret.key_for("access tokens"), secret.key_for("signing keys"));
  EXPECT_NE(secret.key_for("access tokens"),
            Secret("another secret of thirty-two chars").key_for("access tokens"));
}

TEST(Secret, RefusesAShortOne) {
  EXPECT_THROW(Secret("thirty-one characters are short"), std::invalid_argument);
  EXPECT_THROW(Secret("шестнадцать букв"), std::invalid_argument) << "32 octets, 16 characters";
}

TEST(Secret, UnsealsWhatWasSealed) {
  const Bytes plain = random_bytes(100);
  EXPECT_EQ(unseal(key, seal(key, plain)), plain);
  EXPECT_EQ(unseal(key, seal(key, {})), Bytes());
  EXPECT_NE(seal(key, plain), seal(key, plain)) << "the nonce must differ";
}

TEST(Secret, RefusesToUnsealWithAnotherKeyOrAfterAChange) {
  Bytes sealed = seal(key, as_bytes("private"));
  EXPECT_FALSE(unseal(Key{}, sealed));
  EXPECT_FALSE(unseal(key, BytesView(sealed).first(20)));
  sealed.back() ^= 1;
  EXPECT_FALSE(unseal(key, sealed));
}

TEST(Secret, HmacIsThatOfTheRfc) {
  // RFC 4231, test case 2, with its key padded by zeros to 32 octets, which HMAC does itself.
  const Key jefe{'J', 'e', 'f', 'e'};
  EXPECT_EQ(to_base64url(hmac_sha256(jefe, "what do ya want for nothing?")),
            "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM");
}

TEST(Secret, DigestIsBlake2b256) {
  EXPECT_EQ(to_base64url(digest(as_bytes("abc"))), "vd2BPGNCOXIxce8_7phXm5SWTjuxyz5CcmLIwGjVIxk");
}

TEST(Random, TokensAndUuidsDoNotRepeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(random_token().size(), 43u);
    EXPECT_TRUE(seen.insert(random_token()).second);
    EXPECT_TRUE(seen.insert(random_uuid()).second);
  }
}

TEST(Random, UuidIsOfVersionFour) {
  const std::string uuid = random_uuid();
  ASSERT_EQ(uuid.size(), 36u);
  EXPECT_EQ(uuid.substr(8, 1) + uuid.substr(13, 2) + uuid.substr(18, 1) + uuid.substr(23, 1),
            "--4--");
  EXPECT_NE(std::string("89ab").find(uuid[19]), std::string::npos);
}

}  // namespace
}  // namespace admitone::base
