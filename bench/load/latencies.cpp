#include "load/latencies.hpp"

#include <algorithm>
#include <cmath>

namespace admitone::bench {

void Latencies::add_to(Report& report) {
  std::ranges::sort(nanoseconds_);
  report.add("p50_ms", percentile_ms(0.5), 3);
  report.add("p90_ms", percentile_ms(0.9), 3);
  report.add("p99_ms", percentile_ms(0.99), 3);
  report.add("p99_9_ms", percentile_ms(0.999), 3);
  report.add("max_ms", percentile_ms(1), 3);
}

double Latencies::percentile_ms(double share) const {
  if (nanoseconds_.empty()) return 0;
  const auto rank =
      static_cast<std::size_t>(std::ceil(share * static_cast<double>(nanoseconds_.size())));
  return static_cast<double>(nanoseconds_[std::max<std::size_t>(rank, 1) - 1]) / 1e6;
}

}  // namespace admitone::bench
