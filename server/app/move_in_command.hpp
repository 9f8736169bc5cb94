#pragma once
// Moving in from another ticketing database, on the command line.

#include <string>

#include "app/config.hpp"
#include "core/moved_house.hpp"

namespace admitone::app {

struct MoveInArguments {
  std::string source;  ///< postgresql://…; empty: nobody moves in
  core::MoveDefaults defaults;
};

/// Reads ADMITONE_IMPORT_FROM, where the address of the source is better than in a list of
/// processes.
std::string move_in_source_from_environment();

/// Fills an empty database from the source: all of it or nothing. Rows that cannot be kept are told
/// on standard error, a line each, and end it with 1. Returns the exit code and throws as the other
/// commands do.
int move_in(const Config& config, const MoveInArguments& arguments, bool is_dry_run);

}  // namespace admitone::app
