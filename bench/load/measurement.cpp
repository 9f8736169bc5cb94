#include "load/measurement.hpp"

#include <optional>

#include "load/process.hpp"

namespace admitone::bench {

namespace {

constexpr double mebibyte = 1024.0 * 1024.0;

double mebibytes(std::int64_t bytes) { return static_cast<double>(bytes) / mebibyte; }

std::optional<ProcessFamily> watch(pid_t process) {
  if (process == 0) return std::nullopt;
  return ProcessFamily(process);
}

}  // namespace

Outcome measure(const Options& options, Workload& workload, std::string_view title,
                Report& report) {
  const auto server = watch(options.server);
  const auto database = watch(options.database_server);
  if (server) {
    report.add("server_resident_before_mib", mebibytes(resident_bytes(options.server)), 1);
    forget_peak(options.server);
  }
  const double own_before_s = own_cpu_s();
  Outcome outcome =
      drive(parse_address(options.url), {options.connections, options.rate_per_s}, workload, title);
  report.add("load_cpu_s", own_cpu_s() - own_before_s, 3);
  if (server) {
    const Usage used = server->used();
    report.add("server_cpu_s", used.cpu_s, 3);
    report.add("server_written_bytes", used.written_bytes);
    report.add("server_resident_peak_mib", mebibytes(peak_resident_bytes(options.server)), 1);
  }
  if (database) {
    const Usage used = database->used();
    report.add("database_cpu_s", used.cpu_s, 3);
    report.add("database_written_bytes", used.written_bytes);
  }
  report.add("connections", static_cast<std::int64_t>(options.connections));
  report.add("wanted_rate_per_s", options.rate_per_s, 1);
  report.add("requests", static_cast<std::int64_t>(workload.request_count()));
  report.add("errors", outcome.error_count());
  report.add("errors_by_status", outcome.errors);
  report.add("connections_lost", static_cast<std::int64_t>(outcome.lost));
  report.add("seconds", outcome.duration_s, 3);
  report.add("per_second", static_cast<double>(outcome.answered) / outcome.duration_s, 1);
  outcome.latencies.add_to(report);
  return outcome;
}

}  // namespace admitone::bench
