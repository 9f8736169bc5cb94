#include "load/connection.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace admitone::bench {

namespace {

constexpr std::size_t input_bytes_usual = 16 * 1024;

bool is_same_name(std::string_view one, std::string_view lower_case) {
  return std::ranges::equal(one, lower_case, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
  });
}

std::size_t number_of(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw std::runtime_error("no number in the server's answer: " + std::string(text));
  }
  return number;
}

std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "content-length:";
  for (std::size_t line = head.find("\r\n"); line != std::string_view::npos;
       line = head.find("\r\n", line)) {
    line += 2;
    if (!is_same_name(head.substr(line, name.size()), name)) continue;
    std::string_view value = head.substr(line + name.size());
    value = value.substr(0, value.find("\r\n"));
    while (value.starts_with(' ')) value.remove_prefix(1);
    return number_of(value);
  }
  throw std::runtime_error("an answer without Content-Length");
}

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Addresses resolve(const Address& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found);
  if (error != 0) {
    throw std::runtime_error("no such host: " + address.host + ": " + gai_strerror(error));
  }
  return {found, &freeaddrinfo};
}

}  // namespace

std::string Address::authority() const {
  return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port;
}

Address parse_address(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  std::string_view rest = url;
  if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const std::size_t colon = rest.rfind(':');
  std::string_view host = rest.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (!url.starts_with(scheme) || colon == std::string_view::npos || host.empty() ||
      colon + 1 == rest.size()) {
    throw std::invalid_argument("not an address such as http://127.0.0.1:8000: " +
                                std::string(url));
  }
  return {std::string(host), std::string(rest.substr(colon + 1))};
}

std::optional<Reply> parse_reply(std::string_view bytes) {
  constexpr std::string_view version = "HTTP/1.1 ";
  const std::size_t head_size = bytes.find("\r\n\r\n");
  if (head_size == std::string_view::npos) return std::nullopt;
  if (!bytes.starts_with(version)) throw std::runtime_error("an answer that is not HTTP/1.1");
  const std::string_view body = bytes.substr(head_size + 4);
  const std::size_t body_size = content_length(bytes.substr(0, head_size));
  if (body.size() < body_size) return std::nullopt;
  if (body.size() > body_size) throw std::runtime_error("more of an answer than was announced");
  return Reply{static_cast<int>(number_of(bytes.substr(version.size(), 3))), body};
}

Connection::Connection(const Address& address) : input_(input_bytes_usual) {
  const Addresses addresses = resolve(address);
  int error = 0;
  for (const addrinfo* entry = addresses.get(); entry != nullptr; entry = entry->ai_next) {
    descriptor_ = ::socket(entry->ai_family, entry->ai_socktype | SOCK_CLOEXEC, entry->ai_protocol);
    if (descriptor_ >= 0 && ::connect(descriptor_, entry->ai_addr, entry->ai_addrlen) == 0) {
      const int yes = 1;
      ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      return;
    }
    error = errno;
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  throw std::runtime_error("cannot connect to " + address.authority() + ": " +
                           std::strerror(error));
}

Connection::~Connection() { ::close(descriptor_); }

void Connection::send(std::string_view request) {
  input_size_ = 0;
  while (!request.empty()) {
    const ssize_t sent = ::send(descriptor_, request.data(), request.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) throw ConnectionLost(std::string("cannot send: ") + std::strerror(errno));
    request.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::optional<Reply> Connection::receive() { return receive(MSG_DONTWAIT); }

std::optional<Reply> Connection::receive(int flags) {
  if (input_size_ == input_.size()) input_.resize(input_.size() * 2);
  const ssize_t count =
      ::recv(descriptor_, input_.data() + input_size_, input_.size() - input_size_, flags);
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return std::nullopt;
  if (count < 0) throw ConnectionLost(std::string("cannot receive: ") + std::strerror(errno));
  if (count == 0) throw ConnectionLost("the server closed the connection");
  input_size_ += static_cast<std::size_t>(count);
  return parse_reply({input_.data(), input_size_});
}

Reply Connection::exchange(std::string_view request) {
  send(request);
  while (true) {
    if (const auto reply = receive(0)) return *reply;
  }
}

}  // namespace admitone::bench
