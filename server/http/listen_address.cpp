#include <charconv>
#include <stdexcept>

#include <boost/asio/ip/address.hpp>

#include "http/server.hpp"

namespace admitone::http {
namespace {

std::invalid_argument bad_address(const std::string& text, const std::string& why) {
  return std::invalid_argument("cannot listen on \"" + text + "\": " + why);
}

}  // namespace

ListenAddress parse_listen_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) {
    throw bad_address(text, "the port is missing, as in 127.0.0.1:8000");
  }
  std::string host = text.substr(0, colon);
  const bool is_bracketed = host.size() >= 2 && host.front() == '[' && host.back() == ']';
  if (is_bracketed) host = host.substr(1, host.size() - 2);
  const bool has_colon = host.find(':') != std::string::npos;
  if (has_colon && !is_bracketed) {
    throw bad_address(text, "an IPv6 address needs brackets and a port, as in [::1]:8000");
  }
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(host, error);
  if (error || address.is_v6() != is_bracketed) {
    throw bad_address(text, "the host must be an IP address, such as 127.0.0.1, 0.0.0.0 or [::]");
  }
  const char* const begin = text.data() + colon + 1;
  const char* const end = text.data() + text.size();
  std::uint16_t port = 0;
  const auto [rest, failure] = std::from_chars(begin, end, port);
  if (failure != std::errc{} || rest != end) {
    throw bad_address(text, "the port must be a number from 0 to 65535");
  }
  return {std::move(host), port};
}

}  // namespace admitone::http
