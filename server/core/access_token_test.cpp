#include "core/access_token.hpp"

#include <gtest/gtest.h>

#include "support/manual_clock.hpp"

namespace admitone::core {
namespace {

class AccessToken : public testing::Test {
 protected:
  /// A token of any header and claims, signed with the right key.
  std::string forge(const std::string& any_header, const std::string& any_claims) const {
    const auto text = base::to_base64url(base::as_bytes(any_header)) + "." +
                      base::to_base64url(base::as_bytes(any_claims));
    const auto mac = base::hmac_sha256(secret.key_for("access tokens"), text);
    return text + "." + base::to_base64url(mac);
  }

  const base::Secret secret{"a secret of at least 32 characters"};
  const AccessTokens tokens{secret};
  const base::Timestamp now = tests::ManualClock().now();
  const std::string header = R"({"alg":"HS256","typ":"JWT"})";
  const std::string claims = R"({"sid":"abc","iat":1795462200,"exp":1795463100})";
};

TEST_F(AccessToken, IsAJwtThatNamesItsSession) {
  EXPECT_EQ(tokens.issue("abc", now), forge(header, claims));
}

TEST_F(AccessToken, IsGoodForFifteenMinutes) {
  const auto token = tokens.issue("abc-_123", now);
  const auto verified = tokens.verify(token, now);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->session_id, "abc-_123");
  EXPECT_EQ(verified->expires_at, now + std::chrono::minutes(15));
  EXPECT_TRUE(tokens.verify(token, now + std::chrono::seconds(899)));
  EXPECT_FALSE(tokens.verify(token, now + std::chrono::seconds(900)));
}

TEST_F(AccessToken, RefusesEveryChangedCharacter) {
  const auto token = tokens.issue("abc", now);
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto tampered = token;
    tampered[i] = tampered[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(tokens.verify(tampered, now)) << i;
  }
}

TEST_F(AccessToken, RefusesWhatIsCutOrLengthened) {
  const auto token = tokens.issue("abc", now);
  for (std::size_t length = 0; length < token.size(); ++length) {
    EXPECT_FALSE(tokens.verify(token.substr(0, length), now)) << length;
  }
  for (const char* more : {"A", ".", "=", " ", ".AAAA"})
    EXPECT_FALSE(tokens.verify(token + more, now));
  EXPECT_FALSE(tokens.verify(" " + token, now));
  EXPECT_FALSE(tokens.verify(token + std::string(100'000, 'A'), now));
}

TEST_F(AccessToken, RefusesAnotherSecretsToken) {
  const AccessTokens others(base::Secret("quite another secret of 32 characters"));
  EXPECT_FALSE(tokens.verify(others.issue("abc", now), now));
}

TEST_F(AccessToken, RefusesEveryOtherHeaderEvenWhenSigned) {
  for (const char* other :
       {R"({"alg":"none","typ":"JWT"})", R"({"alg":"None"})", R"({"alg":"HS512","typ":"JWT"})",
        R"({"alg":"RS256","typ":"JWT"})", R"({"typ":"JWT","alg":"HS256"})", R"({"alg":"HS256"})",
        R"({"alg":"HS256","typ":"JWT","kid":"x"})", ""}) {
    EXPECT_FALSE(tokens.verify(forge(other, claims), now)) << other;
  }
  ASSERT_TRUE(tokens.verify(forge(header, claims), now));
}

TEST_F(AccessToken, RefusesAnUnsignedToken) {
  const auto none = base::to_base64url(base::as_bytes(std::string_view(R"({"alg":"none"})"))) +
                    "." + base::to_base64url(base::as_bytes(claims)) + ".";
  EXPECT_FALSE(tokens.verify(none, now));
}

TEST_F(AccessToken, RefusesClaimsOfAnotherShapeEvenWhenSigned) {
  for (const char* other :
       {R"({"sid":"abc","exp":1795463100})", R"({"sid":"abc","exp":1795463100,"iat":1795462200})",
        R"({"sid":"","iat":1795462200,"exp":1795463100})",
        R"({"sid":"a\"c","iat":1795462200,"exp":1795463100})",
        R"({"sid":"abc","iat":1795462200,"exp":1795463100} )",
        R"({"sid":"abc","iat":1795462200,"exp":1795463100.5})",
        R"({"sid":"abc","iat":1795462200,"exp":99999999999999999999})",
        R"({"sid":"abc","iat":1795462200,"exp":1795463100,"admin":true})", "{}", ""}) {
    EXPECT_FALSE(tokens.verify(forge(header, other), now)) << other;
  }
}

TEST_F(AccessToken, RefusesToNameASessionThatIsNoId) {
  EXPECT_THROW(tokens.issue(R"(a","exp":9)", now), std::logic_error);
  EXPECT_THROW(tokens.issue("", now), std::logic_error);
}

}  // namespace
}  // namespace admitone::core
