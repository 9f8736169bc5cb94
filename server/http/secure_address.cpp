#include "http/secure_address.hpp"

#include <algorithm>

#include "http/static_files.hpp"

namespace admitone::http {
namespace {

/// Letters, digits and what else is in a name, an address and a port.
bool is_host(std::string_view text) {
  constexpr std::string_view others = ".-_:[]";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
  });
}

}  // namespace

std::string secure_address(const Request& request, std::string_view target) {
  const bool is_read = request.method == Verb::get || request.method == Verb::head;
  const std::string_view host = request.header("host");
  if (!is_read || !accepts_page(request.header("accept")) || !is_host(host)) return {};
  return "https://" + std::string(host) + std::string(target.starts_with('/') ? target : "/");
}

}  // namespace admitone::http
