#include "app/security_headers.hpp"

#include <algorithm>

namespace admitone::app {
namespace {

/// For what is data: opened as a page, it shows and does nothing.
constexpr const char* data_policy = "default-src 'none'; frame-ancestors 'none'";

}  // namespace

void add_security_headers(http::Response& response) {
  const bool has_policy = std::ranges::any_of(response.headers, [](const auto& header) {
    return header.first == "Content-Security-Policy";
  });
  if (!has_policy) response.headers.emplace_back("Content-Security-Policy", data_policy);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

void require_tls(http::Response& response) {
  response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace admitone::app
