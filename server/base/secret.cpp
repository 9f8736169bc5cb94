#include "base/secret.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/random.hpp"
#include "base/sodium.hpp"

namespace admitone::base {

Bytes digest(BytesView bytes) {
  prepare_sodium();
  Bytes result(crypto_generichash_BYTES);
  crypto_generichash(result.data(), result.size(), bytes.data(), bytes.size(), nullptr, 0);
  return result;
}

Bytes hmac_sha256(const Key& key, std::string_view message) {
  prepare_sodium();
  Bytes result(crypto_auth_hmacsha256_BYTES);
  const BytesView octets = as_bytes(message);
  crypto_auth_hmacsha256(result.data(), octets.data(), octets.size(), key.data());
  return result;
}

Bytes seal(const Key& key, BytesView plain) {
  Bytes sealed = random_bytes(crypto_secretbox_NONCEBYTES);
  sealed.resize(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size());
  crypto_secretbox_easy(sealed.data() + crypto_secretbox_NONCEBYTES, plain.data(), plain.size(),
                        sealed.data(), key.data());
  return sealed;
}

std::optional<Bytes> unseal(const Key& key, BytesView sealed) {
  constexpr std::size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  prepare_sodium();
  if (sealed.size() < overhead) return std::nullopt;
  Bytes plain(sealed.size() - overhead);
  const BytesView box = sealed.subspan(crypto_secretbox_NONCEBYTES);
  if (crypto_secretbox_open_easy(plain.data(), box.data(), box.size(), sealed.data(), key.data()) !=
      0) {
    return std::nullopt;
  }
  return plain;
}

Secret::Secret(std::string_view text) {
  const auto starts_character = [](char octet) { return (octet & 0xC0) != 0x80; };
  if (std::ranges::count_if(text, starts_character) < std::ptrdiff_t{characters_min}) {
    throw std::invalid_argument(
        "The secret (ADMITONE_SECRET) must have at least 32 characters: make one with `openssl "
        "rand -base64 32`.");
  }
  std::ranges::copy(digest(as_bytes(text)), root_.begin());
}

Key Secret::key_for(std::string_view purpose) const {
  Key key;
  std::ranges::copy(hmac_sha256(root_, purpose), key.begin());
  return key;
}

}  // namespace admitone::base
