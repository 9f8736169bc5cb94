#pragma once
// Print sheets from the command line.

#include <cstdint>
#include <string>

#include "app/config.hpp"

namespace admitone::app {

struct SheetArguments {
  std::int64_t concert_id = 0;
  std::int64_t first_serial = 0;
  std::int64_t last_serial = 0;
  std::string page = "a4";
  std::string grid = "two_by_five";
  std::string output;
};

/// Draws the tickets on sheets into a file, which appears under its name only once it is whole.
/// Returns the exit code and throws as the other commands do.
int draw_sheet(const Config& config, const SheetArguments& arguments);

}  // namespace admitone::app
