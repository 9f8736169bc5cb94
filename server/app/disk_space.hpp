#pragma once
// Room on the disk where this process keeps its data.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"

namespace admitone::app {

class DiskSpace {
 public:
  /// Looks at the folders of the SQLite database and of the files.
  explicit DiskSpace(const Config& config);

  /// Where the least is left, in octets.
  std::int64_t free_bytes() const;

  /// What is wrong, as the end of a sentence; nothing while there is room.
  std::optional<std::string> complaint() const;

 private:
  std::vector<std::string> folders_;
  std::int64_t free_min_bytes_;
};

}  // namespace admitone::app
