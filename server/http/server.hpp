#pragma once
// Listens, reads requests, calls handlers, writes answers. Knows no ticket and no JSON: what an
// error looks like is given to it.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "http/address_rates.hpp"
#include "http/client_address.hpp"
#include "http/message.hpp"
#include "http/router.hpp"

namespace admitone::http {

struct Limits {
  std::size_t header_bytes_max = 8 * 1024;   ///< more: 431
  std::size_t body_bytes_max = 1024 * 1024;  ///< more: 413; a route may allow more (LargeBody)
  std::size_t connections_max = 4096;        ///< more: answered 503 and closed
  // Times are kept coarsely: a connection may live a quarter of the shortest of them longer (at
  // most 250 ms).
  std::chrono::milliseconds header_timeout{10'000};  ///< request begun, head not finished: 408
  /// Head read, body not finished: 408. As many times as long for a route's own limit as that is
  /// larger than body_bytes_max.
  std::chrono::milliseconds body_timeout{30'000};
  std::chrono::milliseconds handshake_timeout{10'000};  ///< connected, TLS not agreed on: closed
  std::chrono::milliseconds idle_timeout{75'000};  ///< between requests on one connection: closed
  /// An event not taken, or an answer of which nothing more was taken: closed.
  std::chrono::milliseconds write_timeout{10'000};
  /// What an idle connection still has for a request that was under way when the server began to
  /// stop.
  std::chrono::milliseconds farewell_timeout{250};
  /// Of one address, as Request::address tells it, but for this machine's own: more: 429.
  AddressRate address_rate{};
  Networks trusted_proxies{};  ///< whose X-Forwarded-For is believed
};

struct Failure {
  Status status;
  std::string detail;         ///< for the person who sent the request
  std::string location = {};  ///< where to go instead, with a status that redirects
  int retry_after_s = 0;      ///< not 0: when to try again
};

/// One finished request, for the access log and metrics.
struct Served {
  const Request& request;
  std::string_view pattern;  ///< the route's pattern, "" when none matched
  Status status;
  std::chrono::microseconds duration;  ///< from its head read to its answer written
};

/// All four must be set. They are called on the server's threads, several at once if it has
/// several.
struct Hooks {
  /// Renders malformed requests (400), unknown paths (404), methods (405, with an Allow header
  /// added by the server; for OPTIONS without a route always), 408, 413, 429, 431, 503 as the
  /// application's own error document. Must not throw.
  std::function<Response(const Failure&)> render;
  /// Maps what a handler threw. Must not throw.
  std::function<Response(std::exception_ptr, const Request&)> rescue;
  /// Sees every answer before it is written, rendered failures too: adds headers common to all of
  /// them, may turn it into another (a CORS preflight). Of a malformed request only the id, the
  /// address and what could be read is set. Must not throw.
  std::function<void(const Request&, Response&)> finish;
  /// After the answer was written, or could not be. Must not throw.
  std::function<void(const Served&)> served;
};

struct ListenAddress {
  std::string host;
  std::uint16_t port = 0;  ///< 0: any free port
  /// A socket that listens there already, given to this process by whoever started it.
  std::optional<int> inherited = {};
};

/// Reads "127.0.0.1:8000" or "[::1]:8000". Throws std::invalid_argument with what is wrong.
ListenAddress parse_listen_address(const std::string& text);

class TlsFiles;

class Server {
 public:
  /// Binds and listens at once; throws boost::system::system_error when the port is taken or the
  /// address is not this machine's. `router` and `hooks` must outlive the server, and the
  /// io_context's last run; so must `tls`: with it, the server speaks TLS alone.
  Server(boost::asio::io_context& context, const ListenAddress& address, const Limits& limits,
         const Router& router, const Hooks& hooks, const TlsFiles* tls = nullptr);
  /// Stops without grace if stop() was not called.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The port it listens on.
  std::uint16_t port() const;

  /// Begins to accept. Call once.
  void start();

  /// Closes the listener and idle connections, lets requests that were begun finish (at most
  /// `grace`), ends streams, then closes what is left and cancels what its handlers wait for.
  /// Call from any thread, once; the io_context runs out of work when it is done.
  void stop(std::chrono::milliseconds grace);

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace admitone::http
