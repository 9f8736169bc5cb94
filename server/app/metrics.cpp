#include "app/metrics.hpp"

#include <prometheus/text_serializer.h>

#include "base/version.hpp"

namespace admitone::app {
namespace {

template <class Number>
double value_of(Number number) {
  return static_cast<double>(number);
}

double seconds_of(base::Timestamp::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

Metrics::Metrics(base::Timestamp started_at)
    : registry_(prometheus::Registry::InsertBehavior::Merge),
      requests_(registry_),
      scans_(registry_) {
  gauge("admitone_build_info", "1, with the version as a label", {{"version", base::version}})
      .Set(1);
  gauge("process_start_time_seconds", "When the process began, since 1970")
      .Set(seconds_of(started_at.time_since_epoch()));
}

/// A gauge that is there already is found again.
prometheus::Gauge& Metrics::gauge(const char* name, const char* help,
                                  const prometheus::Labels& labels) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add(labels);
}

void Metrics::show(const core::Backlog& backlog, base::Timestamp now) {
  gauge("admitone_letters_waiting", "Letters that wait to be sent")
      .Set(value_of(backlog.letters_waiting));
  gauge("admitone_letters_given_up", "Letters that were given up")
      .Set(value_of(backlog.letters_given_up));
  const auto age = backlog.oldest_letter_at ? now - *backlog.oldest_letter_at : now - now;
  gauge("admitone_letter_oldest_seconds", "How long the oldest letter has waited")
      .Set(std::max(seconds_of(age), 0.0));
  const char* jobs = "Jobs that have not ended, by status";
  gauge("admitone_jobs", jobs, {{"status", "queued"}}).Set(value_of(backlog.jobs_queued));
  gauge("admitone_jobs", jobs, {{"status", "running"}}).Set(value_of(backlog.jobs_running));
}

std::string Metrics::text(const Sampled& sampled) {
  gauge("admitone_queued_scans", "Scans waiting for the next batch")
      .Set(value_of(sampled.queued_scans));
  gauge("admitone_live_followers", "Open live streams").Set(value_of(sampled.live_followers));
  gauge("admitone_database_connections", "Database threads, each with a connection")
      .Set(value_of(sampled.database.threads));
  gauge("admitone_database_busy", "Database threads that have a job")
      .Set(value_of(sampled.database.busy));
  gauge("admitone_database_waiting", "Jobs waiting for a database connection")
      .Set(value_of(sampled.database.waiting));
  gauge("admitone_disk_free_bytes", "Left for this process where it keeps its data")
      .Set(value_of(sampled.disk_free_bytes));
  gauge("admitone_database_up", "1 while the database answers")
      .Set(sampled.backlog.has_value() ? 1 : 0);
  if (sampled.backlog) show(*sampled.backlog, sampled.now);
  return prometheus::TextSerializer().Serialize(registry_.Collect());
}

}  // namespace admitone::app
