#pragma once
// Figures of the scans: verdicts by gate, reasons of refusals, batches. Any thread; the lock is
// taken once for a batch.

#include <array>
#include <map>
#include <mutex>
#include <string>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "admission/turnstile.hpp"

namespace admitone::app {

/// Gates that have figures of their own, the first that were met; further ones share "others".
inline constexpr std::size_t metric_gates_max = 64;

class ScanMetrics {
 public:
  explicit ScanMetrics(prometheus::Registry& registry);

  void count(const admission::BatchReport& report);

 private:
  using Counters = std::array<prometheus::Counter*, 2 * 3>;  ///< of a gate, by verdict and type

  void count(const core::Scan& scan);
  Counters& gate_of(const core::Scan& scan);

  prometheus::Family<prometheus::Counter>& scans_;
  prometheus::Family<prometheus::Counter>& refusals_;
  prometheus::Histogram& batch_scans_;
  std::mutex mutex_;
  std::map<std::string, Counters, std::less<>> gates_;
  std::array<prometheus::Counter*, 8> reasons_{};
};

}  // namespace admitone::app
