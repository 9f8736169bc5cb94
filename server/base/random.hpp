#pragma once
// Unpredictable values from the operating system's generator (libsodium). Any thread.

#include <cstddef>
#include <string>

#include "base/bytes.hpp"

namespace admitone::base {

Bytes random_bytes(std::size_t count);

/// A 256-bit token as base64url, 43 characters.
std::string random_token();

/// A version 4 UUID (RFC 9562), lower case, 36 characters.
std::string random_uuid();

}  // namespace admitone::base
