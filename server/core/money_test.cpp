#include "core/money.hpp"

#include <gmock/gmock.h>

#include "base/refusal.hpp"

namespace admitone::core {
namespace {

std::int64_t minor_units(const char* amount, const char* currency) {
  return Money::parse(amount).minor_units(Currency::parse(currency), "/price");
}

TEST(Money, CountsMinorUnitsByTheCurrency) {
  EXPECT_EQ(minor_units("49.50", "EUR"), 4950);
  EXPECT_EQ(minor_units("49.5", "EUR"), 4950);
  EXPECT_EQ(minor_units("0", "EUR"), 0);
  EXPECT_EQ(minor_units("1200", "JPY"), 1200);
  EXPECT_EQ(minor_units("1.234", "KWD"), 1234);
  EXPECT_EQ(minor_units("999999999999.999", "KWD"), 999'999'999'999'999);
}

TEST(Money, WritesEveryDecimalOfTheCurrency) {
  EXPECT_EQ(Money::of(4950, Currency::parse("EUR")).text(), "49.50");
  EXPECT_EQ(Money::of(5, Currency::parse("EUR")).text(), "0.05");
  EXPECT_EQ(Money::of(0, Currency::parse("EUR")).text(), "0.00");
  EXPECT_EQ(Money::of(1200, Currency::parse("JPY")).text(), "1200");
  EXPECT_EQ(Money::of(1234, Currency::parse("KWD")).text(), "1.234");
}

TEST(Money, ComesBackAsItWent) {
  for (const char* code : {"EUR", "JPY", "KWD"}) {
    const Currency currency = Currency::parse(code);
    for (const std::int64_t amount :
         {0LL, 1LL, 9LL, 10LL, 99LL, 100LL, 12'345LL, 999'999'999'999LL}) {
      const Money money = Money::of(amount, currency);
      EXPECT_EQ(Money::parse(money.text()).minor_units(currency, "/price"), amount) << code;
    }
  }
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const char* text : {"", ".", ".5", "5.", "-1", "+1", "1,50", "1e3", " 1", "1 ", "1.23456",
                           "1.2.3", "1234567890123", "0x10", "NaN", "١"}) {
    EXPECT_THROW(Money::parse(text), base::BadValue) << text;
  }
}

TEST(Money, RefusesMoreDecimalsThanTheCurrencyHas) {
  try {
    minor_units("49.500", "EUR");
    FAIL() << "a third decimal of the euro was taken";
  } catch (const base::Refusal& refusal) {
    EXPECT_EQ(refusal.kind, base::RefusalKind::invalid);
    ASSERT_EQ(refusal.errors.size(), 1U);
    EXPECT_EQ(refusal.errors[0].pointer, "/price");
    EXPECT_EQ(refusal.errors[0].detail, "must have at most 2 decimals: it is in EUR");
  }
  EXPECT_THROW(minor_units("1.0", "JPY"), base::Refusal);
}

TEST(Currency, KnowsItsDecimals) {
  EXPECT_EQ(Currency::parse("EUR").decimals(), 2);
  EXPECT_EQ(Currency::parse("ISK").decimals(), 0);
  EXPECT_EQ(Currency::parse("XPF").decimals(), 0);
  EXPECT_EQ(Currency::parse("TND").decimals(), 3);
}

TEST(Currency, RefusesWhatNobodyPaysWith) {
  // Not codes; spelled otherwise; a former currency; gold; the code for tests; parts of the table's
  // text.
  for (const char* text :
       {"", "EU", "EURO", "eur", "DEM", "XAU", "XXX", "XTS", "UR ", "R G", "   "}) {
    EXPECT_THROW(Currency::parse(text), base::BadValue) << text;
  }
}

TEST(Currency, ExamplesAreValid) {
  EXPECT_EQ(Currency::parse(Currency::rules.example).text(), "EUR");
  EXPECT_EQ(Money::parse(Money::rules.example).text(), "49.50");
}

}  // namespace
}  // namespace admitone::core
