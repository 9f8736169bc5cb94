#include "http/client_address.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace admitone::http {
namespace {

using boost::asio::ip::address;
using boost::asio::ip::address_v6;

constexpr int bits_all = 128;
constexpr int bits_mapped = 96;
constexpr int bits_household = 64;

std::optional<address> read_address(const std::string& text) {
  boost::system::error_code failure;
  const address read = boost::asio::ip::make_address(text, failure);
  if (failure) return std::nullopt;
  return read;
}

address_v6 as_v6(const address& any) {
  return any.is_v6() ? any.to_v6()
                     : boost::asio::ip::make_address_v6(boost::asio::ip::v4_mapped, any.to_v4());
}

/// The octets with all but the first `bits` cleared.
address_v6::bytes_type masked(address_v6::bytes_type octets, int bits) {
  for (int bit = bits; bit < bits_all; ++bit) {
    octets[static_cast<std::size_t>(bit / 8)] &=
        static_cast<unsigned char>(~(0x80U >> static_cast<unsigned>(bit % 8)));
  }
  return octets;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool contains(const Networks& networks, const address& wanted) {
  return std::ranges::any_of(networks,
                             [&](const Network& network) { return network.contains(wanted); });
}

/// As Connection tells the peer's: an IPv4 address never stands inside an IPv6 one.
std::string spelled(const address& any) {
  if (any.is_v6() && any.to_v6().is_v4_mapped()) {
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, any.to_v6()).to_string();
  }
  return any.to_string();
}

}  // namespace

Network Network::parse(const std::string& text) {
  const std::invalid_argument bad("\"" + text +
                                  "\" is not an address or a network such as 10.0.0.0/8");
  const std::size_t slash = text.find('/');
  const auto base = read_address(text.substr(0, slash));
  if (!base) throw bad;
  const int width = base->is_v6() ? bits_all : bits_all - bits_mapped;
  int bits = width;
  if (slash != std::string::npos) {
    const char* const end = text.data() + text.size();
    const auto [rest, failure] = std::from_chars(text.data() + slash + 1, end, bits);
    if (failure != std::errc{} || rest != end || bits < 0 || bits > width) throw bad;
  }
  Network network;
  network.bits_ = bits + bits_all - width;
  network.octets_ = masked(as_v6(*base).to_bytes(), network.bits_);
  return network;
}

bool Network::contains(const address& wanted) const {
  return masked(as_v6(wanted).to_bytes(), bits_) == octets_;
}

std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const Networks& trusted) {
  if (trusted.empty() || forwarded_for.empty()) return peer;
  auto client = read_address(peer);
  while (client && contains(trusted, *client) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
    client = read_address(std::string(trimmed(forwarded_for.substr(begin))));
    forwarded_for = forwarded_for.substr(0, comma == std::string_view::npos ? 0 : comma);
  }
  return client ? spelled(*client) : peer;
}

std::string counted_address(const std::string& address) {
  const auto read = read_address(address);
  if (!read || !read->is_v6()) return address;
  return address_v6(masked(read->to_v6().to_bytes(), bits_household)).to_string() + "/64";
}

bool is_loopback(const std::string& address) {
  const auto read = read_address(address);
  return read && read->is_loopback();
}

}  // namespace admitone::http
