#pragma once
// What a handler sees of a request, and what it answers.

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/verb.hpp>

namespace admitone::http {

using Status = boost::beast::http::status;
using Verb = boost::beast::http::verb;

struct Request {
  Verb method = Verb::get;
  std::string path;  ///< percent-decoded (but "%2F" stays), no trailing slash; for logs
  std::vector<std::pair<std::string, std::string>> query;    ///< percent-decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string address;     ///< the client's IP address: the peer's, or what a trusted proxy says
  bool is_secure = false;  ///< it came over TLS
  std::string id;          ///< for logs and the X-Request-Id header
  /// Values of the route's {parameters}, in the pattern's order.
  std::vector<std::pair<std::string_view, std::string>> parameters;
  /// Who asked, set by the handler once it knows: for the log line.
  std::string caller;

  /// The header's value, or "" (name in lower case).
  std::string_view header(std::string_view name) const;
  /// The cookie's value, or "".
  std::string_view cookie(std::string_view name) const;
  /// The path parameter's value; throws std::logic_error unless it is one of the pattern's.
  std::string_view parameter(std::string_view name) const;
};

/// Writes the body of one answer piece by piece: server-sent events (WHATWG HTML, section 9.2), or
/// what is too long to be kept whole. When the client goes, or the server stops, whatever the
/// writer is waiting for is cancelled (an Asio terminal cancellation: the wait throws
/// operation_aborted), so a writer need not poll; the client can tell a body that was cut off. Use
/// it from the writer's own coroutine only.
class BodyStream {
 public:
  virtual ~BodyStream() = default;

  /// Sends one block. Throws boost::system::system_error when the client is gone or has not taken
  /// it within the server's write timeout.
  virtual boost::asio::awaitable<void> send(std::string block) = 0;

  /// Whether the server is stopping: the writer should return soon.
  virtual bool stopping() const = 0;
};

/// "id: …\nevent: …\ndata: …\n\n"; a newline in `data` starts another data line.
std::string format_event(std::string_view id, std::string_view event, std::string_view data);

struct Response {
  Status status = Status::ok;
  std::string content_type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  /// Set: the body is ignored, and the client gets what this writes, for as long as it runs.
  std::function<boost::asio::awaitable<void>(BodyStream&)> stream = {};
};

using Handler = std::function<boost::asio::awaitable<Response>(Request&)>;

}  // namespace admitone::http
