#include "app/healthy_command.hpp"

#include <gtest/gtest.h>

namespace admitone::app {
namespace {

TEST(Healthy, AsksOnThisMachineWhereTheServerListens) {
  EXPECT_EQ(local_address("127.0.0.1:8000"), "http://127.0.0.1:8000");
  EXPECT_EQ(local_address("192.0.2.7:9000"), "http://192.0.2.7:9000");
  EXPECT_EQ(local_address("[2001:db8::7]:9000"), "http://[2001:db8::7]:9000");
}

TEST(Healthy, EveryAddressOfThisMachineIncludesItsOwn) {
  EXPECT_EQ(local_address("0.0.0.0:8000"), "http://127.0.0.1:8000");
  EXPECT_EQ(local_address("[::]:8000"), "http://[::1]:8000");
}

TEST(Healthy, RefusesWhatIsNoAddress) {
  EXPECT_THROW(local_address("localhost"), ConfigError);
  EXPECT_THROW(local_address("127.0.0.1:eight"), ConfigError);
}

}  // namespace
}  // namespace admitone::app
