#pragma once
// A workload driven and everything about it measured: its own figures and those of the server's
// processes.

#include <string_view>

#include "load/driver.hpp"
#include "load/options.hpp"
#include "support/report.hpp"

namespace admitone::bench {

/// Drives the workload and adds to the report: requests, errors, seconds, per_second, latencies,
/// and what the watched processes used. Throws as `drive` does.
Outcome measure(const Options& options, Workload& workload, std::string_view title, Report& report);

}  // namespace admitone::bench
