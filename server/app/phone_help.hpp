#pragma once
// The page from which a phone learns to trust this server's own certificate. It is served over
// plain HTTP, as a phone cannot open anything else of this server before that; it holds no secret,
// and the authority's fingerprint stands on the terminal too, to compare.

#include <string>

#include "app/own_certificate.hpp"
#include "http/server.hpp"

namespace admitone::app {

class PhoneHelp {
 public:
  /// Listens beside `server`, the address where the server speaks HTTPS, on `port`. Borrows the
  /// rest. Throws ConfigError when the port is taken.
  PhoneHelp(boost::asio::io_context& context, const OwnCertificate& certificate,
            const http::ListenAddress& server, std::uint16_t port, const http::Hooks& hooks);

  void start() { server_.start(); }
  void stop(std::chrono::milliseconds grace) { server_.stop(grace); }

  /// For the terminal: where phones go first, and then.
  std::string greeting() const;

 private:
  http::Response show(const std::string& host) const;
  http::Router make_router();

  const OwnCertificate& certificate_;
  const std::uint16_t secure_port_;
  http::Router router_;
  http::Server server_;
};

}  // namespace admitone::app
