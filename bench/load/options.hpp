#pragma once
// What the load program is told on its command line.

#include <cstddef>
#include <cstdint>
#include <string>

#include <sys/types.h>

namespace admitone::bench {

struct Options {
  std::string phase;
  std::string url;
  std::string token;  ///< instead of signing in
  std::string username;
  std::string password;
  std::string prepared;  ///< the file that `prepare` writes and `scan` reads
  std::size_t connections = 64;
  double rate_per_s = 0;           ///< 0: closed loop
  std::size_t tickets = 100'000;   ///< to prepare; to scan at most
  std::size_t first = 0;           ///< prepared tickets that are left to others
  bool is_shared = false;          ///< others scan tickets of the same concert meanwhile
  std::size_t requests = 100'000;  ///< of the trivial phase
  std::uint64_t seed = 1;
  pid_t server = 0;           ///< 0: none to watch
  pid_t database_server = 0;  ///< 0: none to watch
};

}  // namespace admitone::bench
