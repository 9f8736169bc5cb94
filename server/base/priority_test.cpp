#include "base/priority.hpp"

#include <thread>

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace admitone::base {
namespace {

int nice_value() { return getpriority(PRIO_PROCESS, 0); }

TEST(Priority, IsGivenAwayOnceAndByTheCallingThreadAlone) {
  constexpr int highest_nice_value = 19;
  const int before = nice_value();
  int after = before;
  std::thread([&] {
    give_way(highest_nice_value);
    give_way(0);
    after = nice_value();
  }).join();
  EXPECT_EQ(after, highest_nice_value);
  EXPECT_EQ(nice_value(), before);
}

}  // namespace
}  // namespace admitone::base
