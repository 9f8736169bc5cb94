#include "http/connection.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace admitone::http {
namespace {

constexpr auto awaited = boost::asio::as_tuple(boost::asio::use_awaitable);
constexpr auto never = std::numeric_limits<Connection::Clock::rep>::max();
constexpr std::size_t read_bytes_max = 8 * 1024;

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

boost::asio::awaitable<bool> Connection::read() {
  if (timed_out_) co_return false;
  const std::size_t space = std::min(read_bytes_max, input_.max_size() - input_.size());
  const auto [error, count] = co_await socket_.async_read_some(input_.prepare(space), awaited);
  if (error) co_return false;
  input_.commit(count);
  co_return true;
}

boost::asio::awaitable<bool> Connection::write(Buffers buffers, std::chrono::milliseconds timeout,
                                               Patience patience) {
  for (bool has_deadline = false;;) {
    boost::system::error_code error;
    const std::size_t count = socket_.write_some(buffers, error);
    if (error && error != boost::asio::error::would_block) co_return false;
    consume(buffers, count);
    if (boost::asio::buffer_size(buffers) == 0) co_return true;
    if (!has_deadline || (count > 0 && patience == Patience::for_each_piece)) set_deadline(timeout);
    has_deadline = true;
    const auto [failure] = co_await socket_.async_wait(Socket::wait_write, awaited);
    if (failure || timed_out_) co_return false;
  }
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

void Connection::shut_down_writing() {
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Connection::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace admitone::http
