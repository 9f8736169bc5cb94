#pragma once
// A listening socket that whoever started this process keeps open across restarts, as systemd does
// for a .socket unit (sd_listen_fds(3)): connections wait in it while nobody serves.

#include <optional>

#include "http/server.hpp"

namespace admitone::app {

/// Where to serve, if a socket was handed to this process; it is taken once. Throws ConfigError
/// when there are several, or when it is none that listens for TCP.
std::optional<http::ListenAddress> take_inherited_socket();

}  // namespace admitone::app
