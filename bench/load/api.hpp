#pragma once
// Single calls to the server, each on a connection of its own: for what is not measured.

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "load/connection.hpp"
#include "load/options.hpp"

namespace admitone::bench {

/// A request's octets, with a JSON body if it has one; without a token nobody is signed in.
std::string format_request(std::string_view method, std::string_view path, const Address& address,
                           std::string_view token, std::string_view body = {});

class Api {
 public:
  /// Signs in, unless a token is given. Throws std::runtime_error when that is refused.
  explicit Api(const Options& options);

  const Address& address() const { return address_; }
  const std::string& token() const { return token_; }

  // Both throw std::runtime_error for any other status than the one expected.
  boost::json::value get(std::string_view path);
  boost::json::value post(std::string_view path, const boost::json::value& body, int status);

  /// Text that is not JSON; nothing when the server has no such page (404). Throws
  /// std::runtime_error for any other status than these two.
  std::optional<std::string> find_text(std::string_view path);

 private:
  /// The body of the answer with that status.
  std::string call(std::string_view method, std::string_view path, std::string_view body,
                   int status);

  Address address_;
  std::string token_;
};

}  // namespace admitone::bench
