#include "app/disk_space.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>

namespace admitone::app {
namespace {

constexpr std::int64_t mebibyte = 1'024 * 1'024;

/// The folder itself may not have been made yet: what is above it is on the same disk then.
std::string existing_above(std::filesystem::path folder) {
  std::error_code ignored;
  folder = std::filesystem::absolute(folder, ignored);
  while (folder.has_relative_path() && !std::filesystem::exists(folder, ignored)) {
    folder = folder.parent_path();
  }
  return folder.string();
}

std::int64_t free_in(const std::string& folder) {
  std::error_code failure;
  const auto space = std::filesystem::space(existing_above(folder), failure);
  return failure ? 0 : static_cast<std::int64_t>(space.available);
}

}  // namespace

DiskSpace::DiskSpace(const Config& config)
    : folders_{files_folder_of(config)},
      free_min_bytes_(static_cast<std::int64_t>(config.disk_free_min_mib) * mebibyte) {
  const auto database = sqlite_path_of(config);
  if (database) folders_.push_back(std::filesystem::path(*database).parent_path().string());
}

std::int64_t DiskSpace::free_bytes() const {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const std::string& folder : folders_) least = std::min(least, free_in(folder));
  return least;
}

std::optional<std::string> DiskSpace::complaint() const {
  const std::int64_t free = free_bytes();
  if (free >= free_min_bytes_) return std::nullopt;
  return "the disk has " + std::to_string(free / mebibyte) + " MiB left, and " +
         std::to_string(free_min_bytes_ / mebibyte) + " are wanted";
}

}  // namespace admitone::app
