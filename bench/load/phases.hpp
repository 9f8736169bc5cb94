#pragma once
// What the load program can do, one phase a run. Each adds its figures to the report and returns
// whether all went as it must; what kept it from going on at all is thrown as std::runtime_error.

#include "load/options.hpp"
#include "support/report.hpp"

namespace admitone::bench {

/// Makes a concert whose tickets are all sold, and leaves their codes in a file.
bool prepare(const Options& options, Report& report);

/// Scans prepared tickets, in a seeded random order, some of them twice, and holds the verdicts
/// against the server's counts.
bool scan(const Options& options, Report& report);

/// Asks for nothing: what HTTP alone costs.
bool trivial(const Options& options, Report& report);

}  // namespace admitone::bench
