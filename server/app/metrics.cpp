#include "app/metrics.hpp"

#include <prometheus/text_serializer.h>

#include "base/version.hpp"

namespace admitone::app {
namespace {

const prometheus::Histogram::BucketBoundaries seconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                      0.05,   0.1,   0.25,   0.5,   1,    2.5};
const prometheus::Histogram::BucketBoundaries scans{1, 2, 4, 8, 16, 32, 64, 128, 256};

prometheus::Gauge& add_gauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

Metrics::Metrics()
    : requests_(prometheus::BuildCounter()
                    .Name("admitone_http_requests_total")
                    .Help("Requests answered, by status")
                    .Register(registry_)),
      request_seconds_(prometheus::BuildHistogram()
                           .Name("admitone_http_request_seconds")
                           .Help("From a request read to its answer written")
                           .Register(registry_)
                           .Add({}, seconds)),
      batch_scans_(prometheus::BuildHistogram()
                       .Name("admitone_batch_scans")
                       .Help("Scans that shared one transaction")
                       .Register(registry_)
                       .Add({}, scans)),
      queued_scans_(
          add_gauge(registry_, "admitone_queued_scans", "Scans waiting for the next batch")),
      live_followers_(add_gauge(registry_, "admitone_live_followers", "Open live streams")),
      database_waiting_(add_gauge(registry_, "admitone_database_waiting",
                                  "Jobs waiting for a database connection")) {
  prometheus::BuildGauge()
      .Name("admitone_build_info")
      .Help("1, with the version as a label")
      .Register(registry_)
      .Add({{"version", base::version}})
      .Set(1);
}

void Metrics::request_served(const http::Served& served) {
  requests_.Add({{"status", std::to_string(static_cast<int>(served.status))}}).Increment();
  request_seconds_.Observe(std::chrono::duration<double>(served.duration).count());
}

void Metrics::batch_judged(const admission::BatchReport& report) {
  batch_scans_.Observe(static_cast<double>(report.scans));
  queued_scans_.Set(static_cast<double>(report.waiting));
}

std::string Metrics::text(const Sampled& sampled) {
  live_followers_.Set(static_cast<double>(sampled.live_followers));
  database_waiting_.Set(static_cast<double>(sampled.database_waiting));
  return prometheus::TextSerializer().Serialize(registry_.Collect());
}

}  // namespace admitone::app
