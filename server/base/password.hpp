#pragma once
// Passwords at rest: bcrypt (libxcrypt, "$2b$", cost 12). One call takes about a quarter of a
// second of one core on purpose: run it on a pool of its own, never on the event loop.

#include <cstddef>
#include <string>
#include <string_view>

namespace admitone::base {

/// bcrypt reads no more than 72 octets; a longer password would be cut in silence, so it is
/// refused.
inline constexpr std::size_t password_bytes_min = 10;
inline constexpr std::size_t password_bytes_max = 72;

/// The hash to store. Throws std::invalid_argument outside the limits above or on a NUL octet.
std::string hash_password(std::string_view password);

/// Whether `password` made `hash` ("$2a$", "$2b$" or "$2y$"). False for anything malformed.
bool password_matches(std::string_view password, const std::string& hash);

/// Whether this has the shape of a hash that password_matches reads, whoever made it.
bool is_password_hash(std::string_view hash);

/// A valid hash that no password matches: comparing with it makes an unknown user take as long as a
/// known one.
const std::string& decoy_password_hash();

}  // namespace admitone::base
