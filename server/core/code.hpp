#pragma once
// The code in the QR: version(1) key(1) concert(4) ticket(8) issue(2), big-endian, then an Ed25519
// signature over those 16 octets: 80 octets, written in base45 (RFC 9285), 120 characters.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/signature.hpp"

namespace admitone::core {

inline constexpr std::uint8_t code_version = 1;

/// What a code says, signed.
struct CodeClaim {
  std::uint8_t key_id = 0;
  base::ConcertId concert_id;
  base::TicketId ticket_id;
  std::uint16_t issue = 0;
  friend bool operator==(const CodeClaim&, const CodeClaim&) = default;
};

struct Code {
  CodeClaim claim;
  base::Signature signature{};
};

/// The 16 octets that are signed. Throws std::logic_error when the concert's id does not fit in 32
/// bits.
std::array<std::uint8_t, 16> message_of(const CodeClaim& claim);

/// The text for the QR.
std::string to_text(const Code& code);

/// Nothing when the text is no code of ours: not base45, not 80 octets, another version. Says
/// nothing about the signature. White space around the text is ignored.
std::optional<Code> parse_code(std::string_view text);

/// base45 (RFC 9285).
std::string to_base45(base::BytesView bytes);
std::optional<base::Bytes> from_base45(std::string_view text);

}  // namespace admitone::core
