#pragma once
// The tickets that were prepared for scanning, kept in a file between the phases.

#include <cstdint>
#include <string>
#include <vector>

namespace admitone::bench {

struct PreparedTickets {
  std::int64_t concert_id = 0;
  std::vector<std::string> codes;
};

// Both throw std::runtime_error when the file cannot be written or read whole.
void save(const PreparedTickets& tickets, const std::string& path);
PreparedTickets load_prepared(const std::string& path);

}  // namespace admitone::bench
