#pragma once
// Accepts connections and hands them on. Everything happens on the strand it was given.

#include <functional>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "http/connection.hpp"
#include "http/server.hpp"

namespace admitone::http {

class Listener {
 public:
  /// Binds and listens; throws boost::system::system_error.
  Listener(boost::asio::io_context& context, const Strand& strand, const ListenAddress& address);

  std::uint16_t port() const { return port_; }

  /// Calls `on_socket` with each new connection's socket, which has a strand of its own. Ends after
  /// close().
  boost::asio::awaitable<void> run(std::function<void(Socket)> on_socket);

  void close();

 private:
  boost::asio::io_context& context_;
  boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Strand> acceptor_;
  Timer pause_;
  std::uint16_t port_ = 0;
};

}  // namespace admitone::http
