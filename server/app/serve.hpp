#pragma once
// The server: wires the rooms, owns their lifetimes, runs until it is told to stop.

#include "app/config.hpp"

namespace admitone::app {

/// Serves until SIGTERM or SIGINT, then finishes what was accepted and returns the exit code.
/// Throws ConfigError or db::StartError for what keeps it from starting.
int serve(const Config& config);

}  // namespace admitone::app
