#include "support/report.hpp"

#include <array>
#include <charconv>

namespace admitone::bench {

void Report::add(std::string_view name, std::int64_t number) {
  add_member(name, std::to_string(number));
}

void Report::add(std::string_view name, double number, int decimals) {
  std::array<char, 400> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                    std::chars_format::fixed, decimals);
  add_member(name, {digits.data(), result.ptr});
}

void Report::add(std::string_view name, std::string_view text) {
  add_member(name, '"' + std::string(text) + '"');
}

void Report::add(std::string_view name, const std::map<std::string, std::int64_t>& numbers) {
  Report nested;
  for (const auto& [key, number] : numbers) nested.add(key, number);
  add_member(name, "{" + nested.members_ + "}");
}

std::string Report::text() const { return "{" + members_ + "}\n"; }

void Report::add_member(std::string_view name, std::string_view value) {
  if (!members_.empty()) members_ += ',';
  members_.append("\"").append(name).append("\":").append(value);
}

}  // namespace admitone::bench
