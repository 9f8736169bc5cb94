#pragma once
// Octets, and their spelling as base64url (RFC 4648 section 5, without padding) and as base64.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace admitone::base {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

/// The octets of a text, borrowed.
BytesView as_bytes(std::string_view text);

std::string to_base64url(BytesView bytes);

/// With padding (RFC 4648 section 4), as e-mail has it.
std::string to_base64(BytesView bytes);

/// Nothing if `text` has a character outside the alphabet, padding, or an impossible length.
std::optional<Bytes> from_base64url(std::string_view text);

/// Compares in a time that depends on the lengths only. False if the lengths differ.
bool same_bytes(BytesView left, BytesView right);

}  // namespace admitone::base
