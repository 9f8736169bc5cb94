#pragma once
// Figures for Prometheus. Any thread.

#include <cstdint>
#include <optional>
#include <string>

#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include "app/request_metrics.hpp"
#include "app/scan_metrics.hpp"
#include "base/clock.hpp"
#include "core/backlog.hpp"
#include "db/database.hpp"

namespace admitone::app {

class Metrics {
 public:
  explicit Metrics(base::Timestamp started_at);

  RequestMetrics& requests() { return requests_; }
  ScanMetrics& scans() { return scans_; }

  /// What is asked for only when somebody looks.
  struct Sampled {
    std::size_t queued_scans;
    std::size_t live_followers;
    db::Usage database;
    std::int64_t disk_free_bytes;
    std::optional<core::Backlog> backlog;  ///< none: the database does not answer
    base::Timestamp now;
  };
  /// The text format of Prometheus (0.0.4).
  std::string text(const Sampled& sampled);

 private:
  prometheus::Gauge& gauge(const char* name, const char* help,
                           const prometheus::Labels& labels = {});
  void show(const core::Backlog& backlog, base::Timestamp now);

  prometheus::Registry registry_;
  RequestMetrics requests_;
  ScanMetrics scans_;
};

}  // namespace admitone::app
