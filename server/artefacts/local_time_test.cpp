#include "artefacts/local_time.hpp"

#include <gtest/gtest.h>

namespace admitone::artefacts {
namespace {

LocalTime local(const char* moment, const char* zone) {
  return local_time(base::parse_rfc3339(moment).value(), zone);
}

TEST(LocalTime, IsWhatClocksShowAtThePlace) {
  const LocalTime winter = local("2026-12-12T18:30:00Z", "Europe/Berlin");
  EXPECT_EQ(winter.day, "Saturday 12 December 2026");
  EXPECT_EQ(winter.time, "19:30 CET");
  EXPECT_EQ(local("2027-06-18T18:00:00Z", "Europe/Berlin").time, "20:00 CEST");
}

TEST(LocalTime, CanBeAnotherDayThanInGreenwich) {
  const LocalTime tokyo = local("2026-12-31T16:00:00Z", "Asia/Tokyo");
  EXPECT_EQ(tokyo.day, "Friday 1 January 2027");
  EXPECT_EQ(tokyo.time, "01:00 JST");
}

TEST(LocalTime, CountsFromUtcWhereAZoneHasNoLetters) {
  EXPECT_EQ(local("2026-12-12T18:30:00Z", "America/Sao_Paulo").time, "15:30 UTC-03:00");
  EXPECT_EQ(local("2026-12-12T18:30:00Z", "Asia/Kathmandu").time, "00:15 UTC+05:45");
}

TEST(LocalTime, SaysUtcForAZoneThatThisMachineDoesNotHave) {
  EXPECT_EQ(local("2026-12-12T18:30:00Z", "Atlantis/Capital").time, "18:30 UTC");
}

}  // namespace
}  // namespace admitone::artefacts
