#include "core/code.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace admitone::core {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr unsigned radix = 45;
constexpr unsigned no_digit = radix;
/// What each octet is worth; `no_digit` outside the alphabet.
constexpr auto digit_values = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(no_digit);
  for (std::size_t digit = 0; digit < alphabet.size(); ++digit) {
    values[static_cast<unsigned char>(alphabet[digit])] = static_cast<std::uint8_t>(digit);
  }
  return values;
}();
constexpr std::size_t message_octets = 16;
constexpr std::size_t code_octets = message_octets + std::tuple_size_v<base::Signature>;
constexpr std::size_t code_characters = code_octets / 2 * 3;

void append_digits(std::string& text, unsigned value, std::size_t count) {
  for (std::size_t place = 0; place < count; ++place, value /= radix) {
    text += alphabet[value % radix];
  }
}

/// The number that two or three characters spell, least significant first; nothing for a character
/// outside the alphabet or a number above `max`.
std::optional<unsigned> number_of(std::string_view digits, unsigned max) {
  unsigned value = 0;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    const unsigned digit_value = digit_values[static_cast<unsigned char>(*digit)];
    if (digit_value == no_digit) return std::nullopt;
    value = value * radix + digit_value;
  }
  if (value > max) return std::nullopt;
  return value;
}

template <std::size_t Count>
void put(std::array<std::uint8_t, message_octets>& message, std::size_t at, std::uint64_t value) {
  for (std::size_t place = 0; place < Count; ++place) {
    message[at + place] = static_cast<std::uint8_t>(value >> (8 * (Count - 1 - place)));
  }
}

template <std::size_t Count>
std::uint64_t get(const base::Bytes& octets, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t place = 0; place < Count; ++place) value = value << 8U | octets[at + place];
  return value;
}

/// A code never ends with a space, but with some keys it begins with one: whoever trimmed that has
/// taken a character of the code, which is put back here.
std::string trimmed(std::string_view text) {
  constexpr std::string_view white_space = " \t\r\n\v\f";
  const auto first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return {};
  const auto last = text.find_last_not_of(white_space);
  std::string result(text.substr(first, last - first + 1));
  if (result.size() == code_characters - 1) result.insert(result.begin(), ' ');
  return result;
}

}  // namespace

std::array<std::uint8_t, 16> message_of(const CodeClaim& claim) {
  if (claim.concert_id.value < 0 ||
      claim.concert_id.value > std::numeric_limits<std::uint32_t>::max()) {
    throw std::logic_error("a concert's id does not fit into a code");
  }
  std::array<std::uint8_t, message_octets> message{};
  put<1>(message, 0, code_version);
  put<1>(message, 1, claim.key_id);
  put<4>(message, 2, static_cast<std::uint64_t>(claim.concert_id.value));
  put<8>(message, 6, static_cast<std::uint64_t>(claim.ticket_id.value));
  put<2>(message, 14, claim.issue);
  return message;
}

std::string to_text(const Code& code) {
  const auto message = message_of(code.claim);
  std::array<std::uint8_t, code_octets> octets{};
  const auto after_message = std::copy(message.begin(), message.end(), octets.begin());
  std::copy(code.signature.begin(), code.signature.end(), after_message);
  return to_base45(octets);
}

std::optional<Code> parse_code(std::string_view text) {
  const auto octets = from_base45(trimmed(text));
  if (!octets || octets->size() != code_octets || octets->front() != code_version) {
    return std::nullopt;
  }
  Code code;
  code.claim.key_id = static_cast<std::uint8_t>(get<1>(*octets, 1));
  code.claim.concert_id = {static_cast<std::int64_t>(get<4>(*octets, 2))};
  code.claim.ticket_id = {static_cast<std::int64_t>(get<8>(*octets, 6))};
  code.claim.issue = static_cast<std::uint16_t>(get<2>(*octets, 14));
  std::copy(octets->begin() + message_octets, octets->end(), code.signature.begin());
  return code;
}

std::string to_base45(base::BytesView bytes) {
  std::string text;
  text.reserve((bytes.size() + 1) / 2 * 3);
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    append_digits(text, bytes[at] * 256U + bytes[at + 1], 3);
  }
  if (at < bytes.size()) append_digits(text, bytes[at], 2);
  return text;
}

std::optional<base::Bytes> from_base45(std::string_view text) {
  if (text.size() % 3 == 1) return std::nullopt;
  base::Bytes octets;
  octets.reserve(text.size() / 3 * 2 + 1);
  for (std::size_t at = 0; at < text.size(); at += 3) {
    const std::string_view digits = text.substr(at, 3);
    const bool is_pair = digits.size() == 3;  // of octets; the last may be alone
    const auto value = number_of(digits, is_pair ? 0xFFFF : 0xFF);
    if (!value) return std::nullopt;
    if (is_pair) octets.push_back(static_cast<std::uint8_t>(*value >> 8U));
    octets.push_back(static_cast<std::uint8_t>(*value & 0xFFU));
  }
  return octets;
}

}  // namespace admitone::core
