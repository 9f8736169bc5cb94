// The values that describe a person, as they are typed: each parsed once, at the edge.

#include <algorithm>

#include "base/password.hpp"
#include "core/users.hpp"

namespace admitone::core {

namespace {

/// ASCII only, whatever the process's locale says.
bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_local_character(char c) {
  return is_letter_or_digit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

/// Parts separated by single dots, each of `is_allowed` characters and at most `part_octets_max`
/// long.
template <class IsAllowed>
bool is_dotted(std::string_view text, std::size_t part_octets_max, IsAllowed is_allowed) {
  while (true) {
    const auto part = text.substr(0, text.find('.'));
    if (part.empty() || part.size() > part_octets_max) return false;
    if (!std::ranges::all_of(part, is_allowed)) return false;
    if (part.size() == text.size()) return true;
    text.remove_prefix(part.size() + 1);
  }
}

}  // namespace

Username Username::parse(std::string_view text) {
  std::string name = base::checked_text(text, rules);
  const auto is_allowed = [](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
  };
  if (!std::ranges::all_of(name, is_allowed)) {
    throw base::BadValue("must have letters A to Z, digits, dots, underscores and hyphens only");
  }
  return Username(std::move(name));
}

Email Email::parse(std::string_view text) {
  std::string address = base::checked_text(text, rules);
  const auto at = address.find('@');
  const std::string_view view = address;
  // RFC 5321, without quoted local parts and address literals. An address of another script has an
  // ASCII form; folding case then means the same on each database.
  const auto is_domain_character = [](char c) { return is_letter_or_digit(c) || c == '-'; };
  if (at == std::string::npos || at > 64 ||
      !is_dotted(view.substr(0, at), 64, is_local_character) ||
      !is_dotted(view.substr(at + 1), 63, is_domain_character)) {
    throw base::BadValue("must be an e-mail address such as ana@example.org");
  }
  return Email(std::move(address));
}

Password Password::parse(std::string_view text) {
  if (text.size() < base::password_bytes_min) {
    throw base::BadValue("must have at least 10 characters");
  }
  if (text.size() > base::password_bytes_max) {
    throw base::BadValue("must have at most 72 octets (letters outside A to Z take two or more)");
  }
  if (text.find('\0') != std::string_view::npos) {
    throw base::BadValue("must not have a NUL character");
  }
  return Password(std::string(text));
}

}  // namespace admitone::core
