#include "http/address_rates.hpp"

#include <gtest/gtest.h>

namespace admitone::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const AddressRates::Clock::time_point start{std::chrono::hours{1}};

TEST(AddressRates, LetABurstPassAndThenSayWhenToComeAgain) {
  AddressRates rates({.requests_per_s = 0.5, .burst = 3});
  for (int request = 0; request < 3; ++request) EXPECT_EQ(rates.take("a", start), std::nullopt);
  EXPECT_EQ(rates.take("a", start), 2);
  EXPECT_EQ(rates.take("a", start + milliseconds{1'500}), 1);
  EXPECT_EQ(rates.take("a", start + seconds{2}), std::nullopt);
  EXPECT_EQ(rates.take("a", start + seconds{2}), 2);
}

TEST(AddressRates, FillUpToTheBurstAndNoFurther) {
  AddressRates rates({.requests_per_s = 10, .burst = 2});
  for (int hour = 0; hour < 3; ++hour) {
    const auto now = start + std::chrono::hours{hour};
    EXPECT_FALSE(rates.take("a", now));
    EXPECT_FALSE(rates.take("a", now));
    EXPECT_TRUE(rates.take("a", now));
  }
}

TEST(AddressRates, AreEachAddressesOwn) {
  AddressRates rates({.requests_per_s = 1, .burst = 1});
  EXPECT_FALSE(rates.take("a", start));
  EXPECT_FALSE(rates.take("b", start));
  EXPECT_TRUE(rates.take("a", start));
}

TEST(AddressRates, ForgetTheOldestAddress) {
  AddressRates rates({.requests_per_s = 1, .burst = 1});
  EXPECT_FALSE(rates.take("first", start));
  for (std::size_t other = 0; other < AddressRates::remembered_max; ++other) {
    EXPECT_FALSE(rates.take(std::to_string(other), start));
  }
  EXPECT_FALSE(rates.take("first", start)) << "a forgotten address begins anew";
}

TEST(AddressRates, AreOffWithoutARate) {
  AddressRates rates({});
  for (int request = 0; request < 10'000; ++request) EXPECT_FALSE(rates.take("a", start));
}

}  // namespace
}  // namespace admitone::http
