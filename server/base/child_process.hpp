#pragma once
// Another program, run to its end.

#include <functional>
#include <string>
#include <vector>

namespace admitone::base {

struct ChildOutcome {
  int exit_code;       ///< 128 and the signal's number where one ended it, as shells have it
  std::string output;  ///< what it wrote to standard output
  std::string errors;  ///< and to standard error
};

/// Runs `command`, whose first word is looked up in PATH, with `environment` ("NAME=value") over
/// this process's own. Calls `tick` several times a second meanwhile. Throws std::system_error when
/// the program cannot be started; its code is ENOENT when there is no such program.
ChildOutcome run_child(const std::vector<std::string>& command,
                       const std::vector<std::string>& environment,
                       const std::function<void()>& tick = {});

}  // namespace admitone::base
