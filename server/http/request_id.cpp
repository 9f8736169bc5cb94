#include "http/request_id.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/random.hpp"

namespace admitone::http {

bool is_request_id(std::string_view text) {
  const auto is_allowed = [](char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '.' || character == '_' ||
           character == '-';
  };
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, is_allowed);
}

RequestIds::RequestIds() : prefix_(base::to_base64url(base::random_bytes(6)) + '-') {}

std::string RequestIds::next() {
  std::array<char, 20> digits;
  const std::uint64_t number = count_.fetch_add(1, std::memory_order_relaxed) + 1;
  const auto written = std::to_chars(digits.begin(), digits.end(), number, 36);
  std::string id = prefix_;
  id.append(digits.data(), written.ptr);
  return id;
}

}  // namespace admitone::http
