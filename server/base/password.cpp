#include "base/password.hpp"

#include <memory>
#include <stdexcept>

#include <crypt.h>

#include "base/random.hpp"

namespace admitone::base {

namespace {

constexpr unsigned long cost = 12;
constexpr std::size_t hash_characters = 60;

/// The hash of `password` under `setting` (or under the setting inside a whole hash); empty when
/// the setting is malformed.
std::string crypted(std::string_view password, const std::string& setting) {
  const auto data = std::make_unique<crypt_data>();  // 32 KiB: too much for a small stack.
  const char* hash = crypt_rn(std::string(password).c_str(), setting.c_str(), data.get(),
                              static_cast<int>(sizeof(crypt_data)));
  return hash == nullptr ? std::string() : std::string(hash);
}

}  // namespace

bool is_password_hash(std::string_view hash) {
  return hash.size() == hash_characters &&
         (hash.starts_with("$2a$") || hash.starts_with("$2b$") || hash.starts_with("$2y$"));
}

std::string hash_password(std::string_view password) {
  if (password.size() < password_bytes_min || password.size() > password_bytes_max) {
    throw std::invalid_argument("must have 10 to 72 octets");
  }
  if (password.find('\0') != std::string_view::npos) {
    throw std::invalid_argument("must not contain a NUL octet");
  }
  const Bytes salt = random_bytes(16);
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  if (crypt_gensalt_rn("$2b$", cost, reinterpret_cast<const char*>(salt.data()),
                       static_cast<int>(salt.size()), setting, sizeof(setting)) == nullptr) {
    throw std::runtime_error("libcrypt was built without bcrypt");
  }
  std::string hash = crypted(password, setting);
  if (!is_password_hash(hash)) throw std::runtime_error("libcrypt was built without bcrypt");
  return hash;
}

bool password_matches(std::string_view password, const std::string& hash) {
  if (!is_password_hash(hash)) return false;
  if (password.size() > password_bytes_max) return false;
  if (password.find('\0') != std::string_view::npos) return false;
  return same_bytes(as_bytes(crypted(password, hash)), as_bytes(hash));
}

const std::string& decoy_password_hash() {
  // The last character carries bits that no bcrypt hash has set, so nothing at all can match it.
  static const std::string hash = "$2b$12$abcdefghijklmnopqrstuuAdmitOneDecoyAdmitOneDecoyAdmi9";
  return hash;
}

}  // namespace admitone::base
