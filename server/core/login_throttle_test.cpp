#include "core/login_throttle.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "support/manual_clock.hpp"

namespace admitone::core {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class LoginThrottleTest : public testing::Test {
 protected:
  LoginThrottle::Decision before(const std::string& account, const std::string& address) {
    return throttle.before(account, address, clock.now());
  }
  /// One wrong password; returns how long it had to wait.
  milliseconds guess(const std::string& account, const std::string& address) {
    const auto decision = before(account, address);
    EXPECT_FALSE(decision.too_many);
    clock.advance(decision.wait);
    throttle.failed(account, address, clock.now());
    return decision.wait;
  }
  std::string other(int number) const { return "other-" + std::to_string(number); }

  tests::ManualClock clock;
  LoginThrottle throttle;
};

TEST_F(LoginThrottleTest, ThreeFailuresAreFreeThenEachDoublesUpToFourSeconds) {
  for (const int expected_ms : {0, 0, 0, 250, 500, 1000, 2000, 4000, 4000, 4000}) {
    EXPECT_EQ(guess("ana", "gate"), milliseconds(expected_ms));
  }
  EXPECT_EQ(guess("bruno", "elsewhere"), milliseconds(0));
}

TEST_F(LoginThrottleTest, AnAccountIsNeverRefusedHoweverManyAddressesGuess) {
  for (int i = 0; i < 1000; ++i) guess("ana", other(i));
  const auto decision = before("ana", "home");
  EXPECT_FALSE(decision.too_many);
  EXPECT_EQ(decision.wait, seconds(4));
}

TEST_F(LoginThrottleTest, AttemptsInFlightCountSoParallelGuessesWaitToo) {
  for (const int expected_ms : {0, 0, 0, 250, 500, 1000, 2000, 4000}) {
    EXPECT_EQ(before("ana", "gate").wait, milliseconds(expected_ms));
  }
}

TEST_F(LoginThrottleTest, AnAttemptWithoutOutcomeIsForgottenAfterAMinute) {
  for (int i = 0; i < 8; ++i) before("ana", "gate");
  clock.advance(minutes(1));
  EXPECT_EQ(before("ana", "gate").wait, milliseconds(0));
}

TEST_F(LoginThrottleTest, SuccessForgetsTheAccountsFailures) {
  for (int i = 0; i < 6; ++i) guess("ana", "gate");
  before("ana", "gate");
  throttle.succeeded("ana", "gate", clock.now());
  EXPECT_EQ(before("ana", "gate").wait, milliseconds(0));
}

TEST_F(LoginThrottleTest, FailuresAreForgottenAfterFifteenMinutes) {
  for (int i = 0; i < 6; ++i) guess("ana", "gate");
  clock.advance(minutes(15));
  EXPECT_EQ(before("ana", "gate").wait, milliseconds(0));
}

TEST_F(LoginThrottleTest, AnAddressIsDelayedAfterMoreThanTwentyFailures) {
  for (int i = 0; i < 21; ++i) EXPECT_EQ(guess(other(i), "cellar"), milliseconds(0)) << i;
  int account = 100;
  for (const int expected_ms : {250, 500, 1000, 2000, 4000, 4000}) {
    EXPECT_EQ(guess(other(account++), "cellar"), milliseconds(expected_ms));
  }
  EXPECT_EQ(guess("bruno", "elsewhere"), milliseconds(0));
}

TEST_F(LoginThrottleTest, SuccessDoesNotForgetTheAddressesFailures) {
  for (int i = 0; i < 21; ++i) guess(other(i), "cellar");
  before("own", "cellar");
  throttle.succeeded("own", "cellar", clock.now());
  EXPECT_EQ(before("ana", "cellar").wait, milliseconds(250));
}

TEST_F(LoginThrottleTest, ManyGoodLoginsFromOneAddressAreNotDelayed) {
  for (int i = 0; i < 200; ++i) EXPECT_EQ(before(other(i), "office").wait, milliseconds(0)) << i;
}

TEST_F(LoginThrottleTest, RefusesAnAddressWithMoreThanThirtyTwoWaiting) {
  for (int i = 0; i < 3; ++i) before("ana", "cellar");
  for (int i = 0; i < 32; ++i) {
    const auto decision = before("ana", "cellar");
    EXPECT_FALSE(decision.too_many) << i;
    EXPECT_GT(decision.wait, milliseconds(0)) << i;
  }
  const auto refused = before("ana", "cellar");
  EXPECT_TRUE(refused.too_many);
  EXPECT_EQ(refused.retry_after_s, 1);
  EXPECT_FALSE(before("ana", "home").too_many);
  clock.advance(seconds(4));
  EXPECT_FALSE(before("ana", "cellar").too_many);
}

TEST_F(LoginThrottleTest, TheOldestAccountIsForgottenWhenThereAreTooMany) {
  for (int i = 0; i < 6; ++i) guess("ana", "gate");
  for (int i = 0; i < 6; ++i) guess("bruno", "gate-2");
  for (std::size_t i = 1; i < LoginThrottle::entries_max; ++i) {
    throttle.failed(other(static_cast<int>(i)), "x", clock.now());
  }
  EXPECT_EQ(before("bruno", "home").wait, milliseconds(2000));
  EXPECT_EQ(before("ana", "home").wait, milliseconds(0));
}

TEST_F(LoginThrottleTest, AClockSetBackMakesNobodyWait) {
  for (int i = 0; i < 40; ++i) before("ana", "cellar");
  clock.advance(-std::chrono::hours(24));
  const auto decision = before("ana", "cellar");
  EXPECT_FALSE(decision.too_many);
  EXPECT_EQ(decision.wait, milliseconds(0));
}

TEST_F(LoginThrottleTest, CountsFromEveryThread) {
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        for (int i = 0; i < 500; ++i) {
          before("ana", other(i));
          throttle.failed("ana", other(i), clock.now());
        }
      });
    }
  }
  EXPECT_EQ(before("ana", "home").wait, seconds(4));
}

}  // namespace
}  // namespace admitone::core
