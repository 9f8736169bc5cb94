#pragma once
// Reads one request after the other from a connection, within the limits of size and time.

#include <optional>
#include <string>
#include <string_view>

#include "http/connection.hpp"
#include "http/request_parser.hpp"
#include "http/server.hpp"

namespace admitone::http {

class RequestReader {
 public:
  enum class Outcome { complete, closed, refused };

  RequestReader(Connection& connection, const Limits& limits);

  /// Waits until something of the next request is there. False: the client has closed or was idle
  /// for longer than `patience`, or the connection was cancelled.
  boost::asio::awaitable<bool> wait(std::chrono::milliseconds patience);

  /// Reads a head into `request`, which must live until the next call: method, path, query,
  /// headers. `refused`: see failure().
  boost::asio::awaitable<Outcome> read_head(Request& request);
  /// Reads the body that belongs to it, at most `bytes_max`. Asks for it first where the client
  /// waits for that.
  boost::asio::awaitable<Outcome> read_body(std::size_t bytes_max);

  /// What to answer to a request that was refused; the rest of what the client sends is not a
  /// request.
  const Failure& failure() const { return failure_; }
  /// The path as it was sent, for the router.
  std::string_view encoded_path() const { return encoded_path_; }
  /// All of what was asked for, as it was sent.
  const std::string& target() const { return parser_->target(); }
  bool is_http_1_0() const { return parser_ && parser_->is_http_1_0(); }
  bool keeps_alive() const { return parser_->keep_alive(); }
  /// Whether all of the request was read: after read_head, whether it has no body.
  bool is_complete() const { return parser_->is_done(); }

 private:
  std::optional<Outcome> parse_head(Request& request);
  std::optional<Outcome> parse_body();
  boost::system::error_code parse();
  void skip_empty_lines();
  Outcome finish_head(Request& request);
  Outcome missing();
  Outcome refuse(Status status, std::string detail);
  Outcome refuse(boost::system::error_code error);
  std::chrono::milliseconds body_timeout() const;

  Connection& connection_;
  const Limits& limits_;
  std::optional<RequestParser> parser_;
  std::string_view encoded_path_;
  std::size_t head_bytes_ = 0;
  std::size_t body_bytes_max_ = 0;
  Failure failure_{};
};

}  // namespace admitone::http
