#pragma once
// TLS on one connection's socket. Nothing here waits: each call does what can be done at once and
// says what to wait for. The socket must not block and must outlive the stream.

#include <memory>
#include <span>

#include <boost/asio/buffer.hpp>
#include <openssl/ssl.h>

namespace admitone::http {

/// What one attempt came to. Nothing but `next` counts when it is `over`: the client is gone, or
/// what it sends is not TLS.
struct Attempt {
  enum class Next { go_on, wait_to_read, wait_to_write, over };
  Next next = Next::go_on;
  std::size_t count = 0;  ///< octets that were read or written
};

class TlsStream {
 public:
  TlsStream(SSL_CTX* context, int socket);

  /// Call until it says go_on, before anything else.
  Attempt shake_hands();
  Attempt read_some(boost::asio::mutable_buffer space);
  /// Writes as much as the socket takes. An attempt that was not finished is to be repeated with
  /// the same octets.
  Attempt write_some(std::span<const boost::asio::const_buffer> buffers);
  /// Tells the client that nothing more comes, if that can be told.
  void say_goodbye();

 private:
  Attempt after(int outcome);

  struct Free {
    void operator()(SSL* stream) const { SSL_free(stream); }
  };
  std::unique_ptr<SSL, Free> stream_;
  bool is_usable_ = false;
};

}  // namespace admitone::http
