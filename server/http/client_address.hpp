#pragma once
// Whose request it is: the peer's own address, or, behind a proxy that is trusted, the one that the
// proxy names.

#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>

namespace admitone::http {

/// A network such as 10.0.0.0/8 or 2001:db8::/32, or a single address.
class Network {
 public:
  /// Throws std::invalid_argument with what it must be.
  static Network parse(const std::string& text);
  bool contains(const boost::asio::ip::address& address) const;

 private:
  boost::asio::ip::address_v6::bytes_type octets_{};  ///< IPv4 as the end of ::ffff:0:0/96
  int bits_ = 128;
};

using Networks = std::vector<Network>;

/// Reads X-Forwarded-For from its end, past every trusted proxy: what is left of the first other
/// address anybody may have written. `peer` unless that is trusted and the header is well formed.
std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const Networks& trusted);

/// The part of an address that one household or one phone has: all of an IPv4 address, the first 64
/// bits of an IPv6 one. For counting per address.
std::string counted_address(const std::string& address);

/// Whether it is this machine's own: 127.0.0.0/8 or ::1.
bool is_loopback(const std::string& address);

}  // namespace admitone::http
