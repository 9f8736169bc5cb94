#pragma once
// Asks a running server whether it is ready: what containers and scripts check, without another
// program.

#include <string>

#include "app/config.hpp"

namespace admitone::app {

/// Asks /readyz at `address`, or where --listen says when it is empty. Prints one line; 0 when the
/// server is ready, 1 when it is not or does not answer in time.
int ask_whether_healthy(const Config& config, const std::string& address);

/// The address of this machine at which a server that listens on `listen` can be asked. Throws
/// ConfigError for what is no such address.
std::string local_address(const std::string& listen);

}  // namespace admitone::app
