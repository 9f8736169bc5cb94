#include "core/ticket_number.hpp"

#include <array>
#include <cstdint>
#include <span>

#include "base/random.hpp"

namespace admitone::core {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t digits_random = 11;
constexpr std::size_t digits_all = digits_random + 1;
constexpr const char* bad_number = "must be a ticket number such as K7QM-2X9D-4HTR";

using Digits = std::span<const std::uint8_t>;

/// Multiplication in GF(32) modulo x^5 + x^3 + 1.
constexpr std::uint8_t multiply(unsigned left, unsigned right) {
  unsigned product = 0;
  for (; right != 0; right >>= 1U) {
    if ((right & 1U) != 0) product ^= left;
    left <<= 1U;
    if ((left & 32U) != 0) left ^= 0b101001U;
  }
  return static_cast<std::uint8_t>(product);
}

/// The digits read as a polynomial, at a generator of the field: every place has a weight of its
/// own (the generator's powers repeat only after 31 places), so one wrong digit and two exchanged
/// ones both show.
constexpr std::uint8_t weighted_sum(Digits digits) {
  constexpr std::uint8_t generator = 29;
  std::uint8_t sum = 0;
  for (const std::uint8_t digit : digits) {
    sum = static_cast<std::uint8_t>(multiply(sum, generator) ^ digit);
  }
  return sum;
}

/// The digit that a typed character means, if it means one.
std::optional<std::uint8_t> digit_of(char typed) {
  if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
  if (typed == 'O') typed = '0';
  if (typed == 'I' || typed == 'L') typed = '1';
  const auto place = alphabet.find(typed);
  if (place == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(place);
}

/// Nothing when a character cannot stand in a number, or there are too many.
std::optional<std::vector<std::uint8_t>> digits_of(std::string_view typed) {
  std::vector<std::uint8_t> digits;
  for (const char character : typed) {
    if (character == '-' || character == ' ') continue;
    const auto digit = digit_of(character);
    if (!digit || digits.size() == digits_all) return std::nullopt;
    digits.push_back(*digit);
  }
  return digits;
}

std::string spelled(Digits digits) {
  std::string text;
  for (std::size_t place = 0; place < digits.size(); ++place) {
    if (place != 0 && place % 4 == 0) text += '-';
    text += alphabet[digits[place]];
  }
  return text;
}

}  // namespace

TicketNumber TicketNumber::parse(std::string_view text) {
  const auto digits = digits_of(base::checked_text(text, rules));
  if (!digits || digits->size() != digits_all) throw base::BadValue(bad_number);
  if (weighted_sum(*digits) != 0) {
    throw base::BadValue("must be a ticket number: one of its characters is wrong");
  }
  return TicketNumber(spelled(*digits));
}

TicketNumber TicketNumber::random() {
  std::uint64_t bits = 0;
  for (const std::uint8_t octet : base::random_bytes(7)) bits = bits << 8U | octet;
  std::array<std::uint8_t, digits_all> digits{};
  for (std::size_t place = 0; place < digits_random; ++place) {
    digits[place] = static_cast<std::uint8_t>(bits >> (5 * place) & 31U);
  }
  // The last place has the weight 1: what the sum is with a zero there is what must stand there.
  digits.back() = weighted_sum(digits);
  return TicketNumber(spelled(digits));
}

PrintedNumber PrintedNumber::parse(std::string_view text) {
  PrintedNumber number;
  try {
    number.text_ = TicketNumber::parse(text).text();
    number.is_ours_ = true;
  } catch (const base::BadValue&) {
    number.text_ = base::checked_text(text, rules);
  }
  return number;
}

std::optional<std::string> ticket_number_start(std::string_view typed) {
  const auto digits = digits_of(typed);
  if (!digits || digits->empty()) return std::nullopt;
  return spelled(*digits);
}

}  // namespace admitone::core
