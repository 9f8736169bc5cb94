#include "http/body_stream.hpp"

#include <array>
#include <charconv>

namespace admitone::http {
namespace {

void frame_as_chunk(std::string& block) {
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), block.size(), 16).ptr;
  block.insert(0, std::string(digits.data(), end) + "\r\n");
  block += "\r\n";
}

}  // namespace

ConnectionBodyStream::ConnectionBodyStream(Connection& connection,
                                           const std::atomic<bool>& is_stopping,
                                           std::chrono::milliseconds write_timeout, bool is_chunked)
    : connection_(connection),
      is_stopping_(is_stopping),
      write_timeout_(write_timeout),
      is_chunked_(is_chunked) {}

boost::asio::awaitable<void> ConnectionBodyStream::send(std::string block) {
  namespace error = boost::asio::error;
  if (!is_whole_) throw boost::system::system_error(error::connection_reset, "a stream");
  // An empty chunk would end the stream.
  if (block.empty()) co_return;
  if (is_chunked_) frame_as_chunk(block);
  const Connection::Buffers buffers{boost::asio::buffer(block)};
  // A wait that is cancelled in the middle throws or not; either way the block was not written in
  // full.
  is_whole_ = false;
  const bool was_taken =
      co_await connection_.write(buffers, write_timeout_, Connection::Patience::for_the_whole);
  if (!was_taken) {
    const auto why = connection_.timed_out() ? boost::system::error_code(error::timed_out)
                                             : boost::system::error_code(error::connection_reset);
    throw boost::system::system_error(why, "a stream");
  }
  connection_.clear_deadline();
  is_whole_ = true;
}

boost::asio::awaitable<bool> ConnectionBodyStream::finish() {
  if (!is_whole_) co_return false;
  if (!is_chunked_) co_return true;
  const Connection::Buffers buffers{boost::asio::buffer(std::string_view("0\r\n\r\n"))};
  co_return co_await connection_.write(buffers, write_timeout_);
}

}  // namespace admitone::http
