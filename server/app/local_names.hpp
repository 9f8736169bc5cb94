#pragma once
// How other machines of the same network reach this one.

#include "http/local_authority.hpp"

namespace admitone::app {

/// What this machine is called, "localhost" if it has no name.
std::string machine_name();

/// The machine's name below .local, its name, and localhost; the addresses of its networks, the one
/// by which it reaches others first, and those that only it reaches.
http::TlsNames local_names();

/// Whether only this machine reaches itself by it.
bool is_loopback(const std::string& address);

/// As it stands in an URL: an IPv6 address in brackets.
std::string url_host(const std::string& host);

}  // namespace admitone::app
