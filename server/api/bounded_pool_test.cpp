#include "api/bounded_pool.hpp"

#include <latch>
#include <optional>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace admitone::api {
namespace {

constexpr int waiting_max = 2;

struct PoolOfOneThread : testing::Test {
  /// Begins the work, and runs the loop as far as it goes without waiting.
  template <class F>
  void begin(F work) {
    boost::asio::co_spawn(loop, note(pool.run(work)), boost::asio::detached);
    loop.poll();
  }

  boost::asio::awaitable<void> note(boost::asio::awaitable<int> work) {
    try {
      const int result = co_await std::move(work);
      results.push_back(result);
    } catch (const base::Refusal& refusal) {
      refused = refusal.retry_after_s;
    }
  }

  boost::asio::io_context loop;
  BoundedPool pool{1, waiting_max, base::Refusal(base::RefusalKind::unavailable, "Later.", {}, 7)};
  std::vector<int> results;
  std::optional<int> refused;
};

TEST_F(PoolOfOneThread, RefusesWhatComesBeyondItsQueueAtOnce) {
  std::latch gate(1);
  begin([&gate] {
    gate.wait();
    return 1;
  });
  begin([] { return 2; });
  EXPECT_FALSE(refused);
  begin([] { return 3; });
  EXPECT_EQ(refused, 7);
  EXPECT_TRUE(results.empty());
  gate.count_down();
  loop.run();
  EXPECT_EQ(results, (std::vector{1, 2}));
}

TEST_F(PoolOfOneThread, HasRoomAgainOnceItsWorkIsDone) {
  for (int round = 0; round < 3 * waiting_max; ++round) {
    begin([round] { return round; });
    loop.run();
    loop.restart();
  }
  EXPECT_EQ(results.size(), 3U * waiting_max);
  EXPECT_FALSE(refused);
}

TEST_F(PoolOfOneThread, GivesThePlaceBackWhenTheWorkFails) {
  for (int round = 0; round < 2 * waiting_max; ++round) {
    begin([]() -> int { throw base::conflict("It cannot be."); });
    loop.run();
    loop.restart();
    EXPECT_EQ(refused, 0);
  }
  begin([] { return 1; });
  loop.run();
  EXPECT_EQ(results, std::vector{1});
}

}  // namespace
}  // namespace admitone::api
