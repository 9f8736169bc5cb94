#include "contract/write_value.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace admitone::contract {
namespace {

/// For each octet: 0 if it stands as it is, else the letter after the backslash ('u' for \u00XX).
constexpr std::array<char, 256> make_escapes() {
  std::array<char, 256> escapes{};
  for (std::size_t octet = 0; octet < 0x20; ++octet) escapes[octet] = 'u';
  escapes['\b'] = 'b';
  escapes['\t'] = 't';
  escapes['\n'] = 'n';
  escapes['\f'] = 'f';
  escapes['\r'] = 'r';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  return escapes;
}
constexpr auto escapes = make_escapes();

char escape_of(char character) { return escapes[static_cast<unsigned char>(character)]; }

template <class T>
void write_number(std::string& out, T value) {
  std::array<char, 32> digits;  // the longest are 20 (uint64) and 24 (double) characters
  const auto [end, code] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), end);
}

}  // namespace

void write_text(std::string& out, std::string_view text) {
  out += '"';
  auto clean = text.begin();
  for (auto place = text.begin(); place != text.end(); ++place) {
    const char escape = escape_of(*place);
    if (escape == 0) [[likely]] {
      continue;
    }
    out.append(clean, place);
    clean = place + 1;
    out += '\\';
    out += escape;
    if (escape == 'u') {
      constexpr std::string_view digits = "0123456789abcdef";
      out += "00";
      out += *place < 0x10 ? '0' : '1';
      out += digits[static_cast<std::size_t>(*place & 0x0F)];
    }
  }
  out.append(clean, text.end());
  out += '"';
}

void write_whole(std::string& out, std::int64_t value) { write_number(out, value); }

void write_whole(std::string& out, std::uint64_t value) { write_number(out, value); }

void write_real(std::string& out, double value) {
  if (!std::isfinite(value)) throw std::logic_error("an answer holds a number that JSON has not");
  write_number(out, value);
}

void write_time(std::string& out, base::Timestamp time) {
  out += '"';
  out += base::to_rfc3339(time);
  out += '"';
}

}  // namespace admitone::contract
