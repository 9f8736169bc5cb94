#include "http/connection.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace admitone::http {
namespace {

constexpr auto awaited = boost::asio::as_tuple(boost::asio::use_awaitable);
constexpr auto never = std::numeric_limits<Connection::Clock::rep>::max();
constexpr std::size_t read_bytes_max = 8 * 1024;
/// The first octet of a TLS handshake (RFC 8446, section 5.1); no HTTP request begins with it.
constexpr unsigned char first_octet_of_tls = 22;

std::string address_of(const Socket& socket) {
  boost::system::error_code error;
  const auto address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6())
        .to_string();
  }
  return address.to_string();
}

/// Leaves what is still to be written after `count` octets.
void consume(Connection::Buffers& buffers, std::size_t count) {
  for (boost::asio::const_buffer& buffer : buffers) {
    const std::size_t taken = std::min(count, buffer.size());
    buffer += taken;
    count -= taken;
  }
}

}  // namespace

Connection::Connection(Socket socket, std::size_t unparsed_bytes_max)
    : strand_(socket.get_executor()),
      socket_(std::move(socket)),
      address_(address_of(socket_)),
      input_(unparsed_bytes_max),
      deadline_(never) {
  // A socket that fails here is one whose client is gone: the first read says so.
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
}

boost::asio::awaitable<Connection::Tongue> Connection::secure(SSL_CTX* context,
                                                              std::chrono::milliseconds timeout) {
  set_deadline(timeout);
  const Tongue tongue = co_await listen();
  if (tongue != Tongue::tls) co_return tongue;
  tls_.emplace(context, socket_.native_handle());
  for (;;) {
    const Attempt attempt = tls_->shake_hands();
    if (attempt.next == Attempt::Next::go_on) break;
    const bool may_go_on = co_await wait_for(attempt.next);
    if (!may_go_on) co_return Tongue::none;
  }
  clear_deadline();
  co_return Tongue::tls;
}

/// Looks at the first octet and leaves it where it is.
boost::asio::awaitable<Connection::Tongue> Connection::listen() {
  const bool is_there = co_await wait_for(Attempt::Next::wait_to_read);
  if (!is_there) co_return Tongue::none;
  unsigned char first = 0;
  boost::system::error_code error;
  const std::size_t count =
      socket_.receive(boost::asio::buffer(&first, 1), Socket::message_peek, error);
  if (error || count == 0) co_return Tongue::none;
  co_return first == first_octet_of_tls ? Tongue::tls : Tongue::plain;
}

/// False when the client has gone, or time is up, or the connection was closed meanwhile.
boost::asio::awaitable<bool> Connection::wait_for(Attempt::Next next) {
  if (next == Attempt::Next::over) co_return false;
  const auto what = next == Attempt::Next::wait_to_read ? Socket::wait_read : Socket::wait_write;
  const auto [failure] = co_await socket_.async_wait(what, awaited);
  co_return !failure && !timed_out_;
}

boost::asio::awaitable<bool> Connection::read_decrypted(boost::asio::mutable_buffer space) {
  for (;;) {
    // A reader that was cancelled may come back here when the connection has been closed already.
    if (!tls_) co_return false;
    const Attempt attempt = tls_->read_some(space);
    if (attempt.count > 0) {
      input_.commit(attempt.count);
      break;
    }
    const bool may_go_on = co_await wait_for(attempt.next);
    if (!may_go_on) co_return false;
  }
  // One record may hold several reads, and more may have come: others get their turn between them.
  co_await boost::asio::post(strand_, awaited);
  co_return true;
}

boost::asio::awaitable<bool> Connection::read() {
  if (timed_out_) co_return false;
  const std::size_t space = std::min(read_bytes_max, input_.max_size() - input_.size());
  if (tls_) co_return co_await read_decrypted(input_.prepare(space));
  const auto [error, count] = co_await socket_.async_read_some(input_.prepare(space), awaited);
  if (error) co_return false;
  input_.commit(count);
  co_return true;
}

boost::asio::awaitable<bool> Connection::write(Buffers buffers, std::chrono::milliseconds timeout,
                                               Patience patience) {
  for (bool has_deadline = false;;) {
    const Attempt attempt = write_some(buffers);
    consume(buffers, attempt.count);
    if (boost::asio::buffer_size(buffers) == 0) co_return true;
    const bool has_moved = attempt.count > 0;
    if (!has_deadline || (has_moved && patience == Patience::for_each_piece)) set_deadline(timeout);
    has_deadline = true;
    const bool may_go_on = co_await wait_for(attempt.next);
    if (!may_go_on) co_return false;
  }
}

Attempt Connection::write_some(const Buffers& buffers) {
  if (tls_) return tls_->write_some(buffers);
  boost::system::error_code error;
  const std::size_t count = socket_.write_some(buffers, error);
  if (error && error != boost::asio::error::would_block) return {Attempt::Next::over};
  return {Attempt::Next::wait_to_write, count};
}

void Connection::set_deadline(std::chrono::milliseconds within) {
  timed_out_ = false;
  deadline_.store((Clock::now() + within).time_since_epoch().count(), std::memory_order_relaxed);
}

void Connection::clear_deadline() {
  timed_out_ = false;
  deadline_.store(never, std::memory_order_relaxed);
}

void Connection::expire() {
  if (!is_due(Clock::now())) return;
  deadline_.store(never, std::memory_order_relaxed);
  timed_out_ = true;
  cancel();
}

void Connection::cancel() {
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

/// What still comes is not deciphered: nobody will read it.
void Connection::end_tls() {
  if (tls_) tls_->say_goodbye();
  tls_.reset();
}

void Connection::shut_down_writing() {
  end_tls();
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Connection::close() {
  end_tls();
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace admitone::http
