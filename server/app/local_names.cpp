#include "app/local_names.hpp"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace admitone::app {
namespace {

constexpr const char* unnamed = "localhost";

std::string address_text(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* octets = nullptr;
  if (address != nullptr && address->sa_family == AF_INET) {
    octets = &reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
  } else if (address != nullptr && address->sa_family == AF_INET6) {
    octets = &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  }
  if (octets == nullptr) return {};
  ::inet_ntop(address->sa_family, octets, text.data(), text.size());
  return text.data();
}

/// Those of the networks that are up. Link-local ones (fe80::) hold on one link alone, and no
/// browser takes them.
std::vector<std::string> network_addresses() {
  std::vector<std::string> found;
  ifaddrs* interfaces = nullptr;
  if (::getifaddrs(&interfaces) != 0) return found;
  for (const ifaddrs* one = interfaces; one != nullptr; one = one->ifa_next) {
    if ((one->ifa_flags & IFF_UP) == 0 || (one->ifa_flags & IFF_LOOPBACK) != 0) continue;
    const std::string text = address_text(one->ifa_addr);
    if (!text.empty() && !text.starts_with("fe80:")) found.push_back(text);
  }
  ::freeifaddrs(interfaces);
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

/// The address that this machine would send from, of the network where its gateway is: a datagram
/// socket is told where to send and sends nothing. "" without such a network.
std::string usual_address() {
  const int datagrams = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_in elsewhere{};
  elsewhere.sin_family = AF_INET;
  elsewhere.sin_port = htons(9);
  ::inet_pton(AF_INET, "192.0.2.1", &elsewhere.sin_addr);
  sockaddr_in own{};
  socklen_t length = sizeof own;
  const bool is_known =
      ::connect(datagrams, reinterpret_cast<const sockaddr*>(&elsewhere), sizeof elsewhere) == 0 &&
      ::getsockname(datagrams, reinterpret_cast<sockaddr*>(&own), &length) == 0;
  ::close(datagrams);
  return is_known ? address_text(reinterpret_cast<const sockaddr*>(&own)) : std::string();
}

}  // namespace

// In lower case; a name that no certificate can bear is none.
std::string machine_name() {
  std::array<char, 256> buffer{};
  if (::gethostname(buffer.data(), buffer.size() - 1) != 0) return unnamed;
  std::string name = buffer.data();
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    if (!is_plain) return unnamed;
  }
  const bool is_whole = !name.empty() && !name.starts_with('.') && !name.ends_with('.');
  return is_whole ? name : unnamed;
}

http::TlsNames local_names() {
  http::TlsNames names;
  const std::string name = machine_name();
  if (name != unnamed) names.hosts = {name.substr(0, name.find('.')) + ".local", name};
  names.hosts.emplace_back("localhost");
  names.addresses = network_addresses();
  std::ranges::stable_partition(
      names.addresses, [usual = usual_address()](const auto& one) { return one == usual; });
  names.addresses.insert(names.addresses.end(), {"127.0.0.1", "::1"});
  return names;
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1";
}

std::string url_host(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace admitone::app
