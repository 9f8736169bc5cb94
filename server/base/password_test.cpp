#include "base/password.hpp"

#include <chrono>
#include <stdexcept>

#include <gtest/gtest.h>

namespace admitone::base {
namespace {

TEST(Password, MatchesItsHashOnly) {
  const std::string hash = hash_password("correct horse");
  EXPECT_EQ(hash.substr(0, 7), "$2b$12$");
  EXPECT_TRUE(password_matches("correct horse", hash));
  EXPECT_FALSE(password_matches("correct horsf", hash));
}

TEST(Password, MatchesHashesFromElsewhere) {
  // Made by another bcrypt with cost 5, for "U*U": the test vector that every implementation
  // carries.
  EXPECT_TRUE(
      password_matches("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
}

TEST(Password, RefusesOnesThatBcryptWouldCut) {
  EXPECT_NO_THROW(hash_password(std::string(72, 'x')));
  EXPECT_THROW(hash_password(std::string(73, 'x')), std::invalid_argument);
  EXPECT_THROW(hash_password(std::string("ten octets\0and more", 19)), std::invalid_argument);
}

TEST(Password, RefusesShortOnes) {
  EXPECT_THROW(hash_password("nine char"), std::invalid_argument);
}

TEST(Password, NothingMatchesAMalformedHash) {
  for (const char* hash : {"", "*0", "plain text", "$2b$12$short",
                           "$1$salt$0123456789012345678901234567890123456789012345678901",
                           "$2b$99$abcdefghijklmnopqrstuuAdmitOneDecoyAdmitOneDecoyAdmi9"}) {
    EXPECT_FALSE(password_matches("correct horse", hash)) << hash;
  }
}

TEST(Password, DecoyTakesAsLongAsARealHash) {
  const auto time = [](const std::string& hash) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(password_matches("wrong password", hash));
    return std::chrono::steady_clock::now() - start;
  };
  const auto real = time(hash_password("correct horse"));
  EXPECT_GT(time(decoy_password_hash()), real / 4)
      << "the decoy must be a hash that bcrypt works on";
}

}  // namespace
}  // namespace admitone::base
