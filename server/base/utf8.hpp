#pragma once
// Characters of UTF-8 text, one by one. Knows no rule but RFC 3629's.

#include <optional>
#include <string>
#include <string_view>

namespace admitone::base {

/// Takes the first character off `rest`, which must not be empty. Nothing, and one octet taken,
/// where the octets are not UTF-8: cut short, overlong, a surrogate, or beyond U+10FFFF.
std::optional<char32_t> take_character(std::string_view& rest);

/// Appends a character as UTF-8; `character` must be one that take_character can return.
void append_character(std::string& text, char32_t character);

/// A letter, digit or sign of ASCII, or a space: an octet that is a character and needs no look at
/// its neighbours.
constexpr bool is_printable_ascii(char octet) { return octet >= ' ' && octet <= '~'; }

/// C0 and C1 controls and DEL: nothing that is written, printed or read aloud.
bool is_control(char32_t character);

/// The overrides and isolates that make text read in another order than it is stored: with one a
/// name can look like another name.
bool reorders_text(char32_t character);

}  // namespace admitone::base
