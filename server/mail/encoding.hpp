#pragma once
// How text and octets travel in a message: nothing but printable ASCII, in lines that are short.

#include <cstddef>
#include <string>
#include <string_view>

namespace admitone::mail {

inline constexpr std::size_t line_octets_max = 76;  ///< RFC 2045; far below RFC 5322's 998

/// Base64 (RFC 4648) in lines of 76 octets, each ended by CRLF.
std::string to_base64_lines(std::string_view octets);

/// Quoted-printable (RFC 2045, 6.7) of UTF-8 text whose lines end with LF; lines out end with CRLF.
std::string to_quoted_printable(std::string_view text);

/// A header field with its CRLF, folded (RFC 5322, 2.2.3). `words` is free text: what is not
/// printable ASCII, or too long for a line, becomes encoded words (RFC 2047). No control character
/// gets through, so nobody can begin another header with it.
std::string text_header(std::string_view name, std::string_view words);

/// A header field with a mailbox: the name quoted or encoded.
std::string mailbox_header(std::string_view name, std::string_view display_name,
                           std::string_view address);

}  // namespace admitone::mail
