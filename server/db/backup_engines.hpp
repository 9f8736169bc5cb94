#pragma once
// What backup.cpp asks of each engine. Only for this room.

#include <filesystem>
#include <string>

#include "base/refusal.hpp"
#include "db/backup.hpp"

namespace admitone::db {

/// Writes a backup, read back whole, to a file that is there and empty.
void copy_sqlite(const std::string& path, const std::filesystem::path& target,
                 const Progress& progress);
void dump_postgres(const std::string& url, const std::filesystem::path& target,
                   const Progress& progress);

/// Restores a file that looks like the engine's own.
void restore_sqlite(const std::string& path, const std::filesystem::path& file,
                    const Progress& progress);
void restore_postgres(const std::string& url, const std::filesystem::path& file,
                      const Progress& progress);

inline base::Refusal damaged(const std::filesystem::path& file, const std::string& reason) {
  return base::conflict("The backup " + file.string() +
                        " is damaged, nothing was restored: " + reason + ".");
}

/// Throws base::Refusal when the backup's newest migration is one that this binary does not know.
void check_version(const std::filesystem::path& file, std::int64_t migration);

}  // namespace admitone::db
