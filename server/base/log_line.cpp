#include "base/log_line.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace admitone::base {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// Characters that end a line, move the cursor or turn the text around in a terminal or a log
/// viewer.
bool is_unsafe(char32_t character) {
  return is_control(character) || reorders_text(character) || character == 0x2028 ||
         character == 0x2029;
}

/// What stands in both formats as it is: nearly every text.
bool is_plain(char octet) { return is_printable_ascii(octet) && octet != '"' && octet != '\\'; }

/// `text` as it may stand between double quotes, in JSON and in a text line alike.
std::string escaped(std::string_view text) {
  if (std::ranges::all_of(text, is_plain)) return std::string(text);
  std::string result;
  while (!text.empty()) {
    const char32_t character = take_character(text).value_or(replacement);
    if (character == U'"' || character == U'\\') {
      result += '\\';
      append_character(result, character);
    } else if (character == U'\n') {
      result += "\\n";
    } else if (is_unsafe(character)) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(character));
    } else {
      append_character(result, character);
    }
  }
  return result;
}

bool needs_quotes(std::string_view text) {
  const auto is_bare = [](char octet) { return is_plain(octet) && octet != ' ' && octet != '='; };
  if (std::ranges::all_of(text, is_bare)) return text.empty();
  while (!text.empty()) {
    const auto character = take_character(text);
    if (!character || is_unsafe(*character)) return true;
    if (std::u32string_view(U" \"\\=").find(*character) != std::u32string_view::npos) return true;
  }
  return false;
}

std::string quoted(std::string_view text) { return '"' + escaped(text) + '"'; }

struct AsText {
  std::string operator()(std::int64_t number) const { return fmt::to_string(number); }
  std::string operator()(double number) const { return fmt::to_string(number); }
  std::string operator()(std::string_view text) const {
    return needs_quotes(text) ? quoted(text) : std::string(text);
  }
};

struct AsJson {
  std::string operator()(std::int64_t number) const { return fmt::to_string(number); }
  std::string operator()(double number) const {
    return std::isfinite(number) ? fmt::to_string(number) : "null";
  }
  std::string operator()(std::string_view text) const { return quoted(text); }
};

}  // namespace

std::string text_line(std::string_view message, std::initializer_list<LogField> fields) {
  std::string line = escaped(message);
  for (const LogField& field : fields) {
    line += ' ';
    line += field.name;
    line += '=';
    line += std::visit(AsText(), field.value);
  }
  return line;
}

std::string json_members(std::string_view message, std::initializer_list<LogField> fields) {
  std::string members = "\"message\":" + quoted(message);
  for (const LogField& field : fields) {
    members += ',';
    members += quoted(field.name);
    members += ':';
    members += std::visit(AsJson(), field.value);
  }
  return members;
}

}  // namespace admitone::base
