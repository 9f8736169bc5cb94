#include "artefacts/files.hpp"

#include <system_error>

#include "base/random.hpp"
#include "base/refusal.hpp"

namespace admitone::artefacts {
namespace {

constexpr const char* prefix = "sheet-";
constexpr const char* suffix = ".pdf";

}  // namespace

std::string Files::new_name() const {
  try {
    if (std::filesystem::create_directories(folder_)) {
      std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
    }
  } catch (const std::filesystem::filesystem_error& failure) {
    throw base::Refusal(base::RefusalKind::unavailable,
                        "The folder " + folder_.string() +
                            " for print sheets (--files) cannot be " +
                            "used: " + failure.code().message());
  }
  return prefix + base::random_uuid() + suffix;
}

void Files::remove(const std::string& name) const {
  std::error_code ignored;  // It may be on another node, or gone.
  std::filesystem::remove(folder_ / name, ignored);
}

void Files::remove_older_than(std::chrono::seconds age) const {
  if (!std::filesystem::exists(folder_)) return;
  const auto oldest = std::filesystem::file_time_type::clock::now() - age;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix) || !entry.is_regular_file()) continue;
    std::error_code gone;  // Another node may remove it at the same moment.
    if (entry.last_write_time(gone) < oldest && !gone) remove(name);
  }
}

}  // namespace admitone::artefacts
