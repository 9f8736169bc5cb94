#include "mail/encoding.hpp"

#include <algorithm>
#include <vector>

#include "base/bytes.hpp"
#include "base/utf8.hpp"

namespace admitone::mail {
namespace {

constexpr std::string_view newline = "\r\n";
constexpr std::string_view encoded_begin = "=?UTF-8?B?";
constexpr std::string_view encoded_end = "?=";
// An encoded word has at most 75 octets: 10 + 2 around 60 of base64, which hold 45.
constexpr std::size_t encoded_word_octets_max = 45;
constexpr std::size_t base64_line_octets = line_octets_max / 4 * 3;

/// Controls, also those that end lines, become spaces; what is no UTF-8 becomes "?".
std::string without_controls(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const auto character = base::take_character(text);
    if (!character) {
      clean += '?';
    } else if (base::is_control(*character)) {
      clean += ' ';
    } else {
      base::append_character(clean, *character);
    }
  }
  return clean;
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

/// Whether the text can stand in a header as it is: printable, its words short enough to fold
/// between, and nothing in it reads as an encoded word.
bool is_plain(std::string_view text) {
  if (!std::ranges::all_of(text, is_printable)) return false;
  if (text.find("=?") != std::string_view::npos) return false;
  std::size_t word = 0;
  for (const char c : text) {
    word = c == ' ' ? 0 : word + 1;
    if (word > line_octets_max / 2) return false;
  }
  return true;
}

/// Encoded words of whole characters.
std::vector<std::string> encoded_words(std::string_view text) {
  std::vector<std::string> words;
  std::string part;
  const auto finish = [&] {
    if (part.empty()) return;
    words.push_back(std::string(encoded_begin) + base::to_base64(base::as_bytes(part)) +
                    std::string(encoded_end));
    part.clear();
  };
  while (!text.empty()) {
    std::string character;
    if (const auto taken = base::take_character(text)) base::append_character(character, *taken);
    if (part.size() + character.size() > encoded_word_octets_max) finish();
    part += character;
  }
  finish();
  return words;
}

/// Words parted by single spaces; a run of spaces stays with the word that it follows.
std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return words;
}

std::string folded_header(std::string_view name, const std::vector<std::string>& words) {
  std::string header = std::string(name) + ":";
  std::size_t column = header.size();
  for (const std::string& word : words) {
    // A line of nothing but white space may not be (RFC 5322, 3.2.2).
    if (column + 1 + word.size() > line_octets_max && !word.empty() && column > 1) {
      header += newline;
      column = 0;
    }
    header += ' ';
    header += word;
    column += 1 + word.size();
  }
  return header += newline;
}

/// A display name as a phrase: quoted when it is plain, encoded when it is not.
std::vector<std::string> phrase(std::string_view name) {
  if (!is_plain(name)) return encoded_words(name);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return plain_words(quoted + "\"");
}

bool stands_for_itself(char c) { return is_printable(c) && c != '='; }

void append_hex(std::string& text, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto octet = static_cast<unsigned char>(c);
  text += '=';
  text += digits[octet >> 4];
  text += digits[octet & 15];
}

/// One line, without its end, broken softly where it is too long.
void append_quoted_line(std::string& out, std::string_view line) {
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool is_last = at + 1 == line.size();
    // White space at the end of a line would be lost on the way.
    const bool is_literal = stands_for_itself(c) && !(c == ' ' && is_last);
    const std::size_t width = is_literal ? 1 : 3;
    if (column + width > line_octets_max - (is_last ? 0 : 1)) {
      out += "=";
      out += newline;
      column = 0;
    }
    if (is_literal) {
      out += c;
    } else {
      append_hex(out, c);
    }
    column += width;
  }
}

}  // namespace

std::string to_base64_lines(std::string_view octets) {
  std::string lines;
  lines.reserve(octets.size() * 4 / 3 + octets.size() / 25 + 8);
  while (!octets.empty()) {
    const auto line = octets.substr(0, base64_line_octets);
    lines += base::to_base64(base::as_bytes(line));
    lines += newline;
    octets.remove_prefix(line.size());
  }
  return lines;
}

std::string to_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 5 / 4);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    append_quoted_line(out, text.substr(0, end));
    out += newline;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string text_header(std::string_view name, std::string_view words) {
  const std::string clean = without_controls(words);
  return folded_header(name, is_plain(clean) ? plain_words(clean) : encoded_words(clean));
}

std::string mailbox_header(std::string_view name, std::string_view display_name,
                           std::string_view address) {
  const std::string clean_address = without_controls(address);
  const std::string clean = without_controls(display_name);
  if (clean.empty()) return folded_header(name, {clean_address});
  auto words = phrase(clean);
  words.push_back("<" + clean_address + ">");
  return folded_header(name, words);
}

}  // namespace admitone::mail
