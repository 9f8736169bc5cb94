#pragma once
// The BodyStream of one session: frames blocks and writes them to its connection.

#include <atomic>

#include "http/connection.hpp"
#include "http/message.hpp"

namespace admitone::http {

class ConnectionBodyStream final : public BodyStream {
 public:
  /// Borrows all of its arguments. `is_chunked`: HTTP/1.1 framing, otherwise the bare blocks.
  ConnectionBodyStream(Connection& connection, const std::atomic<bool>& is_stopping,
                       std::chrono::milliseconds write_timeout, bool is_chunked);

  boost::asio::awaitable<void> send(std::string block) override;
  bool stopping() const override { return is_stopping_; }

  /// The client has gone: nothing more can be sent.
  void mark_gone() { is_whole_ = false; }
  /// Whether the client took every block so far in full, so that the stream can be ended in order.
  bool is_whole() const { return is_whole_; }
  /// Ends the stream in order. False when the client did not take it.
  boost::asio::awaitable<bool> finish();

 private:
  Connection& connection_;
  const std::atomic<bool>& is_stopping_;
  std::chrono::milliseconds write_timeout_;
  bool is_chunked_;
  bool is_whole_ = true;
};

}  // namespace admitone::http
