#pragma once
// For tests: a blocking client on a bare socket, so that a test decides over every octet.

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace admitone::http {

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names as they were sent
  std::string body;
};

class TestClient {
 public:
  /// `receive_bytes`: the size of the socket's receive buffer, 0 for the usual one.
  explicit TestClient(std::uint16_t port, int receive_bytes = 0)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_bytes > 0) {
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    }
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      throw std::runtime_error("cannot connect");
    }
  }
  virtual ~TestClient() { ::close(socket_); }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  /// False when the server no longer takes it.
  bool send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = send_some(text);
      if (count <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  /// The next answer; `has_body` is false for one to HEAD.
  Answer read(bool has_body = true) {
    const std::string head = read_until("\r\n\r\n");
    Answer answer;
    answer.status = std::stoi(head.substr(head.find(' ') + 1));
    for (std::size_t begin = head.find("\r\n") + 2; begin < head.size() - 2;) {
      const std::size_t end = head.find("\r\n", begin);
      const std::size_t colon = head.find(": ", begin);
      answer.headers[head.substr(begin, colon - begin)] = head.substr(colon + 2, end - colon - 2);
      begin = end + 2;
    }
    const auto length = answer.headers.find("Content-Length");
    if (has_body && length != answer.headers.end()) {
      const std::size_t bytes = std::stoul(length->second);
      while (unread_.size() < bytes) {
        if (!receive()) throw std::runtime_error("the body ended early");
      }
      answer.body = unread_.substr(0, bytes);
      unread_.erase(0, bytes);
    }
    return answer;
  }

  Answer ask(std::string_view request) {
    send(request);
    return read();
  }

  /// All that comes up to and with `end`.
  std::string read_until(std::string_view end) {
    std::size_t found;
    while ((found = unread_.find(end)) == std::string::npos) {
      if (!receive()) throw std::runtime_error("the connection ended after: " + unread_);
    }
    std::string text = unread_.substr(0, found + end.size());
    unread_.erase(0, text.size());
    return text;
  }

  /// All that comes until the server closes.
  std::string read_all() {
    while (receive()) {
    }
    return std::exchange(unread_, {});
  }

  void shut_down_writing() { ::shutdown(socket_, SHUT_WR); }

 protected:
  int socket() const { return socket_; }
  virtual ssize_t send_some(std::string_view text) {
    return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
  }
  virtual ssize_t receive_some(std::span<char> space) {
    return ::recv(socket_, space.data(), space.size(), 0);
  }

 private:
  /// False at the end of the connection; throws when nothing comes for ten seconds.
  bool receive() {
    char block[4096];
    const ssize_t count = receive_some(block);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      throw std::runtime_error("the server kept silent");
    }
    if (count <= 0) return false;
    unread_.append(block, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  std::string unread_;
};

}  // namespace admitone::http
