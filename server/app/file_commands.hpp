#pragma once
// Files in and out on the command line: buyers imported, lists exported. Each returns the exit code
// and throws as the other commands do.

#include <cstdint>
#include <string>

#include "app/config.hpp"

namespace admitone::app {

struct ImportArguments {
  std::int64_t concert_id = 0;
  std::string path;  ///< "-": standard input
  bool is_dry_run = false;
  bool sends_letters = false;
  std::string actor;  ///< the admin in whose name; empty: the only one there is
};

/// Imports a file of buyers, or, for a dry run, says what it would do. Letters are left for a
/// server to send. Problems go to standard
/// error, a line each, and end it with 1; so does progress, on a terminal.
int import_tickets(const Config& config, const ImportArguments& arguments);

struct ExportArguments {
  std::int64_t concert_id = 0;
  std::string what;  ///< tickets, scans or refunds
  std::string path;  ///< empty: standard output
};

/// Writes a concert's list as CSV. A file appears under its name only once it is whole.
int export_list(const Config& config, const ExportArguments& arguments);

}  // namespace admitone::app
