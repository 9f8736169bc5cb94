#include "contract/encode.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "contract/decode.hpp"
#include "contract/sample_types.hpp"

namespace admitone::contract {
namespace {

TEST(Encode, WritesWhatDecodeReads) {
  const auto value = decode<sample::Everything>(sample::everything_json);
  EXPECT_EQ(encode(value), sample::everything_json);
}

TEST(Encode, WritesBaseMembersAbsentOptionalsAndReadyJson) {
  const sample::Answer answer{{base::TicketId{5}}, std::nullopt, {R"({"a":[1]})"}, {3}};
  EXPECT_EQ(encode(answer), R"({"id":5,"note":null,"data":{"a":[1]},"level":3})");
  EXPECT_EQ(encode(sample::Nothing{}), "{}");
}

TEST(Encode, WritesListsAndPages) {
  const sample::Page<sample::Seat> page{{{"A", 1}, {"B", 2}}, "next"};
  EXPECT_EQ(encode(page),
            R"({"items":[{"row":"A","number":1},{"row":"B","number":2}],"next_cursor":"next"})");
  EXPECT_EQ(encode(std::vector<bool>{true, false}), "[true,false]");
  EXPECT_EQ(encode(std::vector<int>{}), "[]");
}

TEST(Encode, WritesAPatchAsItsValue) {
  sample::Patch patch;
  EXPECT_EQ(encode(patch), R"({"name":null,"notes":null})");
  patch.notes.emplace(base::Notes::parse("x"));
  EXPECT_EQ(encode(patch), R"({"name":null,"notes":"x"})");
}

TEST(Encode, EscapesEveryCharacterThatNeedsIt) {
  EXPECT_EQ(encode(std::string("\"\\/\b\f\n\r\t\x01\x1f\x7f")), R"("\"\\/\b\f\n\r\t\u0001\u001f)"
                                                                "\x7f\"");
  EXPECT_EQ(encode(std::string("clean \u00e9 \U0001F3AB")), "\"clean \u00e9 \U0001F3AB\"");
  for (int octet = 1; octet < 0x80; ++octet) {
    const sample::Seat seat{std::string("a") + static_cast<char>(octet) + "b", octet};
    EXPECT_EQ(decode<sample::Seat>(encode(seat)).row, seat.row) << octet;
  }
}

TEST(Encode, WritesNumbersThatReadBackTheSame) {
  EXPECT_EQ(encode(0.1), "0.1");
  EXPECT_EQ(encode(5.0), "5");
  EXPECT_EQ(encode(1e300), "1e+300");
  EXPECT_EQ(encode(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(encode(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(encode(std::numeric_limits<double>::denorm_min()), "5e-324");
}

TEST(Encode, RefusesNumbersThatJsonHasNot) {
  EXPECT_THROW(encode(std::numeric_limits<double>::quiet_NaN()), std::logic_error);
  EXPECT_THROW(encode(-std::numeric_limits<double>::infinity()), std::logic_error);
}

}  // namespace
}  // namespace admitone::contract
