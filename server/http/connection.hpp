#pragma once
// One client's socket, plain or under TLS: what was read and not yet parsed, writing, and one
// deadline. Knows no HTTP.
// Everything but is_due() happens on the socket's strand.

#include <array>
#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "http/tls_stream.hpp"

namespace admitone::http {

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Strand>;
using Timer =
    boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                      boost::asio::wait_traits<std::chrono::steady_clock>, Strand>;

class Connection {
 public:
  using Clock = std::chrono::steady_clock;
  /// Written together, in one system call where the socket takes them.
  using Buffers = std::array<boost::asio::const_buffer, 2>;
  /// Whether each piece that the client takes renews the time it has for the rest.
  enum class Patience { for_each_piece, for_the_whole };
  /// What a client begins to speak.
  enum class Tongue { tls, plain, none };

  /// Keeps at most `unparsed_bytes_max` octets that nobody consumed.
  Connection(Socket socket, std::size_t unparsed_bytes_max);

  /// The peer's IP address; an IPv4 address mapped into IPv6 is shown as IPv4. "" if it is gone
  /// already.
  const std::string& address() const { return address_; }
  const Strand& strand() const { return strand_; }

  /// What was read: the owner consumes it.
  boost::beast::flat_buffer& input() { return input_; }
  bool input_is_full() const { return input_.size() == input_.max_size(); }

  /// Makes TLS of the connection, before anything is read. `plain`: the client speaks something
  /// else, all of which is still to be read as it is. `none`: it has gone, took too long, or wants
  /// what `context` does not offer.
  boost::asio::awaitable<Tongue> secure(SSL_CTX* context, std::chrono::milliseconds timeout);
  bool is_secure() const { return tls_.has_value(); }

  /// Appends at least one octet to input(), which must not be full. False when the client has
  /// closed, on an error, when the deadline passed (see timed_out) or after cancel().
  boost::asio::awaitable<bool> read();

  /// Writes all of `buffers`. False when the client is gone, took too long (see timed_out), or
  /// after cancel().
  boost::asio::awaitable<bool> write(Buffers buffers, std::chrono::milliseconds timeout,
                                     Patience patience = Patience::for_each_piece);

  /// What waits for the socket when the time is over is cancelled; nothing happens without a wait.
  void set_deadline(std::chrono::milliseconds within);
  void clear_deadline();
  bool timed_out() const { return timed_out_; }

  /// Whether expire() should be called. Any thread.
  bool is_due(Clock::time_point now) const {
    return now.time_since_epoch().count() >= deadline_.load(std::memory_order_relaxed);
  }
  /// Cancels what waits, unless the deadline was moved since is_due().
  void expire();

  void cancel();
  /// Tells the client that nothing more comes, but still reads.
  void shut_down_writing();
  void close();

 private:
  boost::asio::awaitable<bool> wait_for(Attempt::Next next);
  boost::asio::awaitable<Tongue> listen();
  boost::asio::awaitable<bool> read_decrypted(boost::asio::mutable_buffer space);
  Attempt write_some(const Buffers& buffers);
  void end_tls();

  Strand strand_;
  Socket socket_;
  std::optional<TlsStream> tls_;  // Until shut_down_writing() or close().
  std::string address_;
  boost::beast::flat_buffer input_;
  std::atomic<Clock::rep> deadline_;
  bool timed_out_ = false;
};

}  // namespace admitone::http
