#include "base/text.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <locale.h>
#include <wctype.h>

#include "base/utf8.hpp"

namespace admitone::base {

namespace {

bool is_line_break(char32_t character) {
  return character == U'\n' || character == 0x2028 || character == 0x2029;
}

/// What Unicode calls white space, and the two characters that look like none at all.
bool is_space(char32_t character) {
  return character == U' ' || (character >= 0x09 && character <= 0x0D) || character == 0xA0 ||
         character == 0x1680 || (character >= 0x2000 && character <= 0x200B) ||
         character == 0x202F || character == 0x205F || character == 0x3000 || character == 0xFEFF ||
         is_line_break(character);
}

char32_t take_valid(std::string_view& rest) {
  if (const auto character = take_character(rest)) return *character;
  throw BadValue("must be valid UTF-8");
}

void check_character(char32_t character, bool lines) {
  if (lines && (is_line_break(character) || character == U'\t')) return;
  if (is_control(character) || is_line_break(character)) {
    throw BadValue(lines ? "must not contain control characters other than newline and tab"
                         : "must not contain control characters or line breaks");
  }
  if (reorders_text(character)) {
    throw BadValue("must not contain characters that change the direction of text");
  }
}

/// Whether every octet is a printable character of ASCII, as in most texts: the only white space is
/// the space.
bool is_plain(std::string_view text) { return std::ranges::all_of(text, is_printable_ascii); }

std::string length_rule(const TextRules& rules) {
  if (rules.length_max == 0)
    return fmt::format("must have at least {} characters", rules.length_min);
  if (rules.length_min == 0)
    return fmt::format("must have at most {} characters", rules.length_max);
  return fmt::format("must have {} to {} characters", rules.length_min, rules.length_max);
}

void check_length(std::size_t count, const TextRules& rules) {
  if (count < rules.length_min || (rules.length_max != 0 && count > rules.length_max)) {
    throw BadValue(length_rule(rules));
  }
}

std::string checked_plain_text(std::string_view text, const TextRules& rules) {
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  const std::size_t last = text.find_last_not_of(' ') + 1;  // npos + 1 is 0
  const std::string_view trimmed = text.substr(first, std::max(first, last) - first);
  check_length(trimmed.size(), rules);
  return std::string(trimmed);
}

/// One locale that every node has, whatever its environment says.
locale_t fold_locale() {
  static const locale_t locale = [] {
    const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (made == nullptr) throw std::runtime_error("the C.UTF-8 locale is missing on this system");
    return made;
  }();
  return locale;
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    take_valid(text);
    ++count;
  }
  return count;
}

std::string checked_text(std::string_view text, const TextRules& rules, bool lines) {
  if (is_plain(text)) return checked_plain_text(text, rules);
  std::string_view rest = text;
  const char* begin = nullptr;  // of the first character that is not white space
  const char* end = nullptr;    // behind the last one
  std::size_t count = 0;        // characters from begin to end
  std::size_t seen = 0;         // characters from begin to here
  while (!rest.empty()) {
    const char* here = rest.data();
    const char32_t character = take_valid(rest);
    check_character(character, lines);
    if (begin == nullptr && is_space(character)) continue;
    if (begin == nullptr) begin = here;
    ++seen;
    if (is_space(character)) continue;
    end = rest.data();
    count = seen;
  }
  check_length(count, rules);
  return {begin, end};
}

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto character = static_cast<wint_t>(take_valid(text));
    // Upwards first, so that letters with two small forms (σ and ς) become one.
    const wint_t upper = towupper_l(character, fold_locale());
    append_character(result, static_cast<char32_t>(towlower_l(upper, fold_locale())));
  }
  return result;
}

}  // namespace admitone::base
