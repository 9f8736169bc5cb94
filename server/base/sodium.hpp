#pragma once
// libsodium, ready for use. Only for the .cpp files of this room.

#include <stdexcept>

#include <sodium.h>

namespace admitone::base {

/// libsodium promises thread safety only after sodium_init: every function that calls it passes
/// here first.
inline void prepare_sodium() {
  static const int result = sodium_init();
  if (result < 0) throw std::runtime_error("libsodium cannot start: no source of random numbers");
}

}  // namespace admitone::base
