#include "db/backup.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

#include "db/backup_engines.hpp"
#include "db/database.hpp"

namespace admitone::db {

namespace {

/// The file of an SQLite database; nothing for a PostgreSQL one.
std::optional<std::string> sqlite_path(const std::string& url) {
  constexpr std::string_view scheme = "sqlite:";
  if (!url.starts_with(scheme)) return std::nullopt;
  return url.substr(scheme.size());
}

/// By its first octets.
Engine engine_of(const std::filesystem::path& file) {
  constexpr std::string_view sqlite = "SQLite format 3";
  constexpr std::string_view postgres = "PGDMP";
  std::array<char, sqlite.size()> first{};
  std::ifstream stream(file, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(file)) {
    throw StartError("The backup " + file.string() + " cannot be read: " +
                     (errno == 0 ? "it is no file" : std::strerror(errno)) + ".");
  }
  stream.read(first.data(), first.size());
  const std::string_view begin(first.data(), static_cast<std::size_t>(stream.gcount()));
  if (begin == sqlite) return Engine::sqlite;
  if (begin.starts_with(postgres)) return Engine::postgres;
  throw base::conflict("The file " + file.string() + " is not a backup that admitone made.");
}

}  // namespace

void check_version(const std::filesystem::path& file, std::int64_t migration) {
  if (migration <= newest_migration()) return;
  throw base::conflict("The backup " + file.string() + " has migration " +
                       std::to_string(migration) + ", this binary knows up to " +
                       std::to_string(newest_migration()) + ": restore with a newer admitone.");
}

void back_up(const std::string& url, const std::filesystem::path& file, IfThere if_there,
             const Progress& progress) {
  if (if_there == IfThere::keep) refuse_existing(file, "--force replaces it.");
  UnfinishedFile target(file);
  const auto path = sqlite_path(url);
  if (path) {
    copy_sqlite(*path, target.path(), progress);
  } else {
    dump_postgres(url, target.path(), progress);
  }
  target.finish(if_there);
}

void restore(const std::string& url, const std::filesystem::path& file, const Progress& progress) {
  const auto path = sqlite_path(url);
  const bool is_of_sqlite = engine_of(file) == Engine::sqlite;
  if (is_of_sqlite != path.has_value()) {
    throw base::conflict("The backup " + file.string() + " is of " +
                         (is_of_sqlite ? "an SQLite" : "a PostgreSQL") +
                         " database, and --database names one of the other kind.");
  }
  if (path) {
    restore_sqlite(*path, file, progress);
  } else {
    restore_postgres(url, file, progress);
  }
}

}  // namespace admitone::db
