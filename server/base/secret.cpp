#include "base/secret.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/random.hpp"
#include "base/sodium.hpp"

namespace admitone::base {

namespace {

constexpr std::size_t hmac_sha256_octets = 32;

struct FreeMac {
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

MacContext make_hmac_sha256() {
  const std::unique_ptr<EVP_MAC, FreeMac> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  MacContext context(EVP_MAC_CTX_new(mac.get()));
  std::string name = "SHA256";
  const std::array parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0),
      OSSL_PARAM_construct_end()};
  if (!context || EVP_MAC_CTX_set_params(context.get(), parameters.data()) != 1) {
    throw std::runtime_error("OpenSSL has no HMAC-SHA-256");
  }
  return context;
}

}  // namespace

Bytes digest(BytesView bytes) {
  prepare_sodium();
  Bytes result(crypto_generichash_BYTES);
  crypto_generichash(result.data(), result.size(), bytes.data(), bytes.size(), nullptr, 0);
  return result;
}

// Each request's token is checked by it, and OpenSSL's uses the processor's own instructions:
// libsodium's took a fifth of what a request costs outside the database. Each thread has its own
// context, as looking the algorithm up takes longer than using it.
Bytes hmac_sha256(const Key& key, std::string_view message) {
  thread_local const MacContext context = make_hmac_sha256();
  Bytes result(hmac_sha256_octets);
  const BytesView octets = as_bytes(message);
  std::size_t written = 0;
  if (EVP_MAC_init(context.get(), key.data(), key.size(), nullptr) != 1 ||
      EVP_MAC_update(context.get(), octets.data(), octets.size()) != 1 ||
      EVP_MAC_final(context.get(), result.data(), &written, result.size()) != 1 ||
      written != result.size()) {
    throw std::runtime_error("OpenSSL computed no HMAC-SHA-256");
  }
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
