#pragma once
// The status line and the headers of an answer, as octets.

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace admitone::http {

/// How the client learns where the body ends.
enum class Framing {
  length,       ///< Content-Length
  chunked,      ///< Transfer-Encoding: chunked
  until_close,  ///< for a stream to HTTP/1.0
};

struct HeadOptions {
  Framing framing = Framing::length;
  bool keeps_alive = true;
  bool is_http_1_0 = false;
  std::string_view request_id = {};
};

/// Whether an answer with this status has a body at all.
bool has_body(Status status);

/// Throws std::invalid_argument when a header's name or value could end its line early and so forge
/// another header.
void require_safe_headers(const Response& response);

/// Replaces what is in `head`.
void format_head(std::string& head, const Response& response, const HeadOptions& options);

}  // namespace admitone::http
