#include "http/listener.hpp"

#include <tuple>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"

namespace admitone::http {
namespace {

using boost::asio::ip::tcp;

constexpr auto awaited = boost::asio::as_tuple(boost::asio::use_awaitable);
constexpr std::chrono::milliseconds pause_after_error{100};

}  // namespace

Listener::Listener(boost::asio::io_context& context, const Strand& strand,
                   const ListenAddress& address)
    : context_(context), acceptor_(strand), pause_(strand) {
  const tcp::endpoint endpoint(boost::asio::ip::make_address(address.host), address.port);
  if (address.inherited) {
    acceptor_.assign(endpoint.protocol(), *address.inherited);
    port_ = address.port;
    return;
  }
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(tcp::acceptor::reuse_address(true));
  acceptor_.bind(endpoint);
  acceptor_.listen();
  port_ = acceptor_.local_endpoint().port();
}

boost::asio::awaitable<void> Listener::run(std::function<void(Socket)> on_socket) {
  for (bool was_failing = false; acceptor_.is_open();) {
    auto [error, socket] =
        co_await acceptor_.async_accept(boost::asio::make_strand(context_), awaited);
    // One that was accepted before the end is served: its client cannot know.
    if (!error) {
      was_failing = false;
      on_socket(std::move(socket));
      continue;
    }
    if (!acceptor_.is_open()) co_return;
    // One line for each series of failures: a full table of files fails ten times a second.
    if (!was_failing) {
      const std::string why = error.message();
      base::log(base::LogLevel::warning, "cannot accept a connection",
                {{"error", std::string_view(why)}});
    }
    was_failing = true;
    pause_.expires_after(pause_after_error);
    co_await pause_.async_wait(awaited);
  }
}

void Listener::close() {
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
}

}  // namespace admitone::http
