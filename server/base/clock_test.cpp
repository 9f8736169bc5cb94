#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace admitone::base {
namespace {

using std::chrono::microseconds;
using std::chrono::sys_days;

const Timestamp doors_open =
    sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(19) + std::chrono::minutes(30);

TEST(Clock, WritesAFractionOnlyWhereThereIsOne) {
  EXPECT_EQ(to_rfc3339(doors_open), "2026-11-23T19:30:00Z");
  EXPECT_EQ(to_rfc3339(doors_open + microseconds(250'000)), "2026-11-23T19:30:00.25Z");
  EXPECT_EQ(to_rfc3339(doors_open + microseconds(1)), "2026-11-23T19:30:00.000001Z");
  EXPECT_EQ(to_rfc3339(Timestamp()), "1970-01-01T00:00:00Z");
}

TEST(Clock, ReadsEveryOffsetAsTheSameMoment) {
  for (const char* text : {"2026-11-23T19:30:00Z", "2026-11-23t19:30:00z",
                           "2026-11-23T20:30:00+01:00", "2026-11-23T16:00:00-03:30",
                           "2026-11-24T01:15:00+05:45", "2026-11-23T19:30:00.000-00:00"}) {
    EXPECT_EQ(parse_rfc3339(text), doors_open) << text;
  }
}

TEST(Clock, CutsAFractionToMicroseconds) {
  EXPECT_EQ(parse_rfc3339("2026-11-23T19:30:00.25Z"), doors_open + microseconds(250'000));
  EXPECT_EQ(parse_rfc3339("2026-11-23T19:30:00.1234567899999999999999999Z"),
            doors_open + microseconds(123'456));
}

TEST(Clock, ReadsBackWhatItWrites) {
  for (const char* text :
       {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"}) {
    const auto time = parse_rfc3339(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(to_rfc3339(*time), text);
  }
}

TEST(Clock, RefusesWhatIsNotADateTimeWithAnOffset) {
  for (const char* text :
       {"", "2026-11-23", "2026-11-23T19:30:00", "2026-11-23T19:30Z", "2026-11-23 19:30:00Z",
        "2026-1-23T19:30:00Z", "2026-11-23T19:30:00.Z", "2026-11-23T19:30:00+0100",
        "2026-11-23T19:30:00+01", "2026-11-23T19:30:00Z ", " 2026-11-23T19:30:00Z",
        "+2026-11-23T19:30:00Z", "2026-11-23T19:30:00,5Z", "2026-11-23T19:30:00*01:00"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(Clock, RefusesDaysAndTimesThatDoNotExist) {
  for (const char* text :
       {"2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T19:60:00Z",
        "2026-11-23T19:30:60Z", "2026-11-23T19:30:00+24:00", "2026-11-23T19:30:00+01:60"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(Clock, RefusesYearsThatItCouldNotWriteAgain) {
  for (const char* text :
       {"1969-12-31T23:59:59Z", "1970-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

}  // namespace
}  // namespace admitone::base
