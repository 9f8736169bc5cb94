#include "http/tls_stream.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include <openssl/err.h>

namespace admitone::http {
namespace {

constexpr std::size_t record_bytes_max = SSL3_RT_MAX_PLAIN_LENGTH;

using Record = std::array<unsigned char, record_bytes_max>;

/// Copies what follows the first `skipped` octets of `buffers`, as much as one record holds: a head
/// and its body go out together.
std::size_t gather(std::span<const boost::asio::const_buffer> buffers, std::size_t skipped,
                   Record& record) {
  std::size_t filled = 0;
  for (boost::asio::const_buffer buffer : buffers) {
    const std::size_t passed = std::min(skipped, buffer.size());
    buffer += passed;
    skipped -= passed;
    const std::size_t count = std::min(buffer.size(), record.size() - filled);
    if (count > 0) std::memcpy(record.data() + filled, buffer.data(), count);
    filled += count;
  }
  return filled;
}

}  // namespace

TlsStream::TlsStream(SSL_CTX* context, int socket) : stream_(SSL_new(context)) {
  if (!stream_ || SSL_set_fd(stream_.get(), socket) != 1) throw std::bad_alloc();
  SSL_set_accept_state(stream_.get());
}

Attempt TlsStream::shake_hands() {
  ERR_clear_error();
  const int outcome = SSL_do_handshake(stream_.get());
  if (outcome != 1) return after(outcome);
  is_usable_ = true;
  return {};
}

Attempt TlsStream::read_some(boost::asio::mutable_buffer space) {
  ERR_clear_error();
  std::size_t count = 0;
  const int outcome = SSL_read_ex(stream_.get(), space.data(), space.size(), &count);
  if (outcome != 1) return after(outcome);
  return {Attempt::Next::go_on, count};
}

Attempt TlsStream::write_some(std::span<const boost::asio::const_buffer> buffers) {
  Record record;  // Not filled with zeros: of most answers only a little is used.
  Attempt attempt;
  for (;;) {
    const std::size_t length = gather(buffers, attempt.count, record);
    if (length == 0) return attempt;
    ERR_clear_error();
    std::size_t count = 0;
    const int outcome = SSL_write_ex(stream_.get(), record.data(), length, &count);
    if (outcome != 1) {
      attempt.next = after(outcome).next;
      return attempt;
    }
    attempt.count += count;
  }
}

void TlsStream::say_goodbye() {
  if (!is_usable_) return;
  is_usable_ = false;
  ERR_clear_error();
  SSL_shutdown(stream_.get());
  ERR_clear_error();
}

/// What to do after a call that did not succeed.
Attempt TlsStream::after(int outcome) {
  const int error = SSL_get_error(stream_.get(), outcome);
  if (error == SSL_ERROR_WANT_READ) return {Attempt::Next::wait_to_read};
  if (error == SSL_ERROR_WANT_WRITE) return {Attempt::Next::wait_to_write};
  // After these two OpenSSL wants not even a goodbye. The errors are of this thread, not of this
  // connection, and must not be found by the next one.
  if (error == SSL_ERROR_SSL || error == SSL_ERROR_SYSCALL) is_usable_ = false;
  ERR_clear_error();
  return {Attempt::Next::over};
}

}  // namespace admitone::http
