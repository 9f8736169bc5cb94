#pragma once
// How long answers took: every one is kept, so that percentiles are exact.

#include <chrono>
#include <cstdint>
#include <vector>

#include "support/report.hpp"

namespace admitone::bench {

class Latencies {
 public:
  void reserve(std::size_t count) { nanoseconds_.reserve(count); }
  void add(std::chrono::nanoseconds latency) { nanoseconds_.push_back(latency.count()); }

  /// Adds p50_ms, p90_ms, p99_ms, p99_9_ms and max_ms; all 0 when there are none.
  void add_to(Report& report);

 private:
  /// Of the sorted latencies: the one that `share` of all do not exceed, in milliseconds.
  double percentile_ms(double share) const;

  std::vector<std::int64_t> nanoseconds_;
};

}  // namespace admitone::bench
