#include "http/server.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/listener.hpp"
#include "http/server_state.hpp"
#include "http/session.hpp"

namespace admitone::http {
namespace {

using Clock = Connection::Clock;

/// Connections beyond the limit that are told so at one time; further ones are closed without a
/// word.
constexpr std::size_t turned_away_max = 128;
constexpr std::chrono::milliseconds watch_interval_stopping{20};

/// How often deadlines are looked at.
std::chrono::milliseconds watch_interval(const Limits& limits) {
  const auto shortest = std::min({limits.header_timeout, limits.body_timeout, limits.idle_timeout,
                                  limits.write_timeout, limits.handshake_timeout});
  return std::clamp(shortest / 4, std::chrono::milliseconds{5}, std::chrono::milliseconds{250});
}

}  // namespace

// Everything but the constructor, start() and stop() happens on the strand.
class Server::Impl : public std::enable_shared_from_this<Server::Impl> {
 public:
  Impl(boost::asio::io_context& context, const ListenAddress& address, const Limits& limits,
       const Router& router, const Hooks& hooks, const TlsFiles* tls)
      : strand_(boost::asio::make_strand(context)),
        listener_(context, strand_, address),
        timer_(strand_),
        state_(new ServerState{.limits = limits, .router = router, .hooks = hooks, .tls = tls}) {}

  std::uint16_t port() const { return listener_.port(); }

  void start() {
    const auto self = shared_from_this();
    boost::asio::co_spawn(
        strand_,
        [self] {
          return self->listener_.run([self](Socket socket) { self->admit(std::move(socket)); });
        },
        [self](std::exception_ptr) { self->is_listening_ = false; });
    boost::asio::co_spawn(
        strand_, [self] { return self->watch(); }, boost::asio::detached);
  }

  void stop(std::chrono::milliseconds grace) {
    if (state_->is_stopping.exchange(true)) return;
    boost::asio::post(strand_, [self = shared_from_this(), grace] {
      self->listener_.close();
      self->abort_at_ = Clock::now() + grace;
      for (const auto& session : self->state_->sessions.all()) session->stop();
      self->timer_.cancel();
    });
  }

 private:
  void admit(Socket socket) {
    const std::size_t turned_away = state_->turned_away;
    const bool has_room = state_->sessions.count() < state_->limits.connections_max + turned_away;
    if (!has_room && turned_away >= turned_away_max) return;
    const auto session = std::make_shared<Session>(std::move(socket), state_);
    if (has_room) {
      session->start();
    } else {
      session->turn_away();
    }
  }

  /// Keeps the deadlines of all sessions with one timer, which costs a request nothing.
  boost::asio::awaitable<void> watch() {
    const auto interval = watch_interval(state_->limits);
    while (is_listening_ || state_->sessions.count() > 0) {
      timer_.expires_after(state_->is_stopping ? watch_interval_stopping : interval);
      co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
      const Clock::time_point now = Clock::now();
      for (const auto& session : state_->sessions.due(now)) session->expire();
      if (now < abort_at_) continue;
      abort_at_ = Clock::time_point::max();
      for (const auto& session : state_->sessions.all()) session->abort();
    }
  }

  Strand strand_;
  Listener listener_;
  Timer timer_;
  std::shared_ptr<ServerState> state_;
  Clock::time_point abort_at_ = Clock::time_point::max();
  bool is_listening_ = true;
};

Server::Server(boost::asio::io_context& context, const ListenAddress& address, const Limits& limits,
               const Router& router, const Hooks& hooks, const TlsFiles* tls)
    : impl_(std::make_shared<Impl>(context, address, limits, router, hooks, tls)) {}

Server::~Server() { impl_->stop(std::chrono::milliseconds{0}); }

std::uint16_t Server::port() const { return impl_->port(); }

void Server::start() { impl_->start(); }

void Server::stop(std::chrono::milliseconds grace) { impl_->stop(grace); }

}  // namespace admitone::http
