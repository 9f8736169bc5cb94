#pragma once
// One keep-alive connection to the server, with at most one request under way. It does what
// HTTP/1.1 needs for our server's answers and no more, because it shares the cores with what it
// measures.

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace admitone::bench {

/// Where the server listens.
struct Address {
  std::string host;
  std::string port;

  /// As the Host header names it.
  std::string authority() const;
};

/// Of "http://host:port". Throws std::invalid_argument for anything else.
Address parse_address(std::string_view url);

struct Reply {
  int status;
  std::string_view body;
};

/// The reply that `bytes` hold, or nothing while they do not hold all of it. Throws
/// std::runtime_error when they are no reply that has a Content-Length.
std::optional<Reply> parse_reply(std::string_view bytes);

/// The server closed the connection, or it broke.
class ConnectionLost : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Connection {
 public:
  /// Connects. Throws std::runtime_error when nobody listens.
  explicit Connection(const Address& address);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int descriptor() const { return descriptor_; }

  /// Begins a request; the earlier reply is gone. Throws ConnectionLost.
  void send(std::string_view request);

  /// Reads what is there, without waiting. A reply is valid until the next send. Throws
  /// ConnectionLost.
  std::optional<Reply> receive();

  /// Sends, and waits for the whole reply. Throws ConnectionLost.
  Reply exchange(std::string_view request);

 private:
  std::optional<Reply> receive(int flags);

  int descriptor_ = -1;
  std::vector<char> input_;
  std::size_t input_size_ = 0;
};

}  // namespace admitone::bench
