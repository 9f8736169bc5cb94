#include "app/inherited_socket.hpp"

#include <cstdlib>
#include <string>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/config.hpp"

namespace admitone::app {
namespace {

constexpr int first_descriptor = 3;

bool is_given(const char* name, const std::string& wanted) {
  const char* value = std::getenv(name);
  return value != nullptr && value == wanted;
}

/// The address of a socket that listens for TCP; nothing for anything else.
std::optional<http::ListenAddress> address_of(int descriptor) {
  int listens = 0;
  socklen_t size = sizeof(listens);
  if (::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || listens == 0) {
    return std::nullopt;
  }
  sockaddr_storage address{};
  size = sizeof(address);
  if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    return std::nullopt;
  }
  char text[INET6_ADDRSTRLEN] = "";
  if (address.ss_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(&address);
    ::inet_ntop(AF_INET, &v4->sin_addr, text, sizeof(text));
    return http::ListenAddress{text, ntohs(v4->sin_port), descriptor};
  }
  if (address.ss_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&address);
    ::inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof(text));
    return http::ListenAddress{text, ntohs(v6->sin6_port), descriptor};
  }
  return std::nullopt;
}

}  // namespace

std::optional<http::ListenAddress> take_inherited_socket() {
  if (!is_given("LISTEN_PID", std::to_string(::getpid()))) return std::nullopt;
  const bool is_one = is_given("LISTEN_FDS", "1");
  // What this process starts is not to take it for its own.
  for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
  if (!is_one) throw ConfigError("LISTEN_FDS: one socket can be served, and not another number");
  ::fcntl(first_descriptor, F_SETFD, FD_CLOEXEC);
  auto address = address_of(first_descriptor);
  if (!address) throw ConfigError("LISTEN_FDS: the socket given is none that listens for TCP");
  return address;
}

}  // namespace admitone::app
