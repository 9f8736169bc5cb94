#pragma once
// A line a second on standard error, so that whoever waits sees that something goes on.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace admitone::bench {

class Progress {
 public:
  Progress(std::string_view title, std::size_t total);

  /// Says something at most once a second.
  void show(std::size_t done);
  /// Says how it ended.
  void finish(std::size_t done);

 private:
  using Clock = std::chrono::steady_clock;

  void print(std::size_t done, Clock::time_point now) const;

  std::string title_;
  std::size_t total_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
};

}  // namespace admitone::bench
