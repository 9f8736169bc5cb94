#pragma once
// A clock that stands still until a test moves it.

#include <atomic>
#include <chrono>

#include "base/clock.hpp"

namespace admitone::tests {

/// Starts on 2026-11-23 at 19:30 UTC. May be moved and read from any thread.
class ManualClock final : public base::Clock {
 public:
  base::Timestamp now() const override {
    return base::Timestamp(std::chrono::microseconds(microseconds_.load()));
  }
  void set(base::Timestamp time) { microseconds_ = time.time_since_epoch().count(); }
  void advance(std::chrono::microseconds by) { microseconds_ += by.count(); }

 private:
  static constexpr base::Timestamp start =
      std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::minutes(19 * 60 + 30);
  std::atomic<std::chrono::microseconds::rep> microseconds_ = start.time_since_epoch().count();
};

}  // namespace admitone::tests
