#include "http/response_head.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

namespace admitone::http {
namespace {

void append_number(std::string& text, std::size_t number) {
  std::array<char, 20> digits;
  text.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

void require_safe(std::string_view text) {
  if (text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
    throw std::invalid_argument("a response header has a line break or NUL in it");
  }
}

void append_framing(std::string& head, const Response& response, Framing framing) {
  if (framing == Framing::length) {
    if (!has_body(response.status)) return;
    head += "Content-Length: ";
    append_number(head, response.body.size());
    head += "\r\n";
    return;
  }
  append_field(head, "Cache-Control", "no-store");
  append_field(head, "X-Accel-Buffering", "no");
  if (framing == Framing::chunked) append_field(head, "Transfer-Encoding", "chunked");
}

}  // namespace

bool has_body(Status status) {
  return status != Status::no_content && status != Status::not_modified &&
         to_status_class(status) != boost::beast::http::status_class::informational;
}

void require_safe_headers(const Response& response) {
  require_safe(response.content_type);
  for (const auto& [name, value] : response.headers) {
    require_safe(name);
    require_safe(value);
  }
}

void format_head(std::string& head, const Response& response, const HeadOptions& options) {
  const auto reason = obsolete_reason(response.status);
  head = "HTTP/1.1 ";
  append_number(head, static_cast<std::size_t>(response.status));
  head.append(" ").append(reason.data(), reason.size()).append("\r\n");
  if (!response.content_type.empty() && has_body(response.status)) {
    append_field(head, "Content-Type", response.content_type);
  }
  append_framing(head, response, options.framing);
  for (const auto& [name, value] : response.headers) append_field(head, name, value);
  append_field(head, "X-Request-Id", options.request_id);
  if (!options.keeps_alive) {
    append_field(head, "Connection", "close");
  } else if (options.is_http_1_0) {
    append_field(head, "Connection", "keep-alive");
  }
  head += "\r\n";
}

}  // namespace admitone::http
