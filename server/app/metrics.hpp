#pragma once
// Figures for Prometheus. Any thread.

#include <functional>
#include <string>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "admission/turnstile.hpp"
#include "http/server.hpp"

namespace admitone::app {

class Metrics {
 public:
  Metrics();

  void request_served(const http::Served& served);
  void batch_judged(const admission::BatchReport& report);

  /// What is asked for only when somebody looks.
  struct Sampled {
    std::size_t live_followers;
    std::size_t database_waiting;
  };
  /// The text format of Prometheus (0.0.4).
  std::string text(const Sampled& sampled);

 private:
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Histogram& request_seconds_;
  prometheus::Histogram& batch_scans_;
  prometheus::Gauge& queued_scans_;
  prometheus::Gauge& live_followers_;
  prometheus::Gauge& database_waiting_;
};

}  // namespace admitone::app
