#pragma once
// Ed25519 (RFC 8032) by libsodium: deterministic, so the same message always has the same
// signature.

#include <array>

#include "base/bytes.hpp"

namespace admitone::base {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

struct SigningKeyPair {
  PublicKey public_key;
  std::array<std::uint8_t, 64> private_key;
};

SigningKeyPair make_signing_key_pair();
Signature sign(const SigningKeyPair& pair, BytesView message);
bool signature_is_valid(const PublicKey& key, BytesView message, BytesView signature);

}  // namespace admitone::base
