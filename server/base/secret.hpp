#pragma once
// The installation's one secret (ADMITONE_SECRET), and what is derived from it. Each purpose gets a
// key of its own, so that a leak in one place opens nothing elsewhere. Nothing here is ever logged.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace admitone::base {

using Key = std::array<std::uint8_t, 32>;

/// BLAKE2b-256 of `bytes`: for storing tokens so that a copy of the database logs nobody in.
Bytes digest(BytesView bytes);

/// HMAC-SHA-256 (RFC 2104), 32 octets.
Bytes hmac_sha256(const Key& key, std::string_view message);

/// Authenticated encryption (XSalsa20-Poly1305, random nonce in front).
Bytes seal(const Key& key, BytesView plain);
/// Nothing if the key is wrong or the octets were changed.
std::optional<Bytes> unseal(const Key& key, BytesView sealed);

class Secret {
 public:
  static constexpr std::size_t characters_min = 32;

  /// Throws std::invalid_argument, with what to do, when `text` is shorter than 32 characters.
  explicit Secret(std::string_view text);

  /// The key for one purpose ("access tokens", "signing keys"): the same for the same secret.
  Key key_for(std::string_view purpose) const;

 private:
  Key root_;
};

}  // namespace admitone::base
