// PostgreSQL's backup: what pg_dump writes in its custom format, and pg_restore reads.

#include <algorithm>
#include <charconv>
#include <sstream>
#include <system_error>

#include "db/backup_engines.hpp"
#include "db/database.hpp"
#include "db/postgres.hpp"
#include "db/postgres_programs.hpp"

namespace admitone::db {

namespace {

/// Whoever restores owns what is restored.
constexpr const char* without_owners = "--no-owner";
constexpr const char* without_grants = "--no-privileges";

std::int64_t octets_of(const std::filesystem::path& file) {
  std::error_code failure;
  const auto octets = std::filesystem::file_size(file, failure);
  return failure ? 0 : static_cast<std::int64_t>(octets);
}

/// The newest migration in the backup; 0 when it is of another program. Throws base::Refusal when
/// the file is damaged.
std::int64_t newest_migration_in(const PostgresPrograms& programs,
                                 const std::filesystem::path& file) {
  const auto rows = programs.run(
      {"pg_restore", "--data-only", "--table=schema_migrations", "--file=-", file.string()});
  if (rows.exit_code != 0) throw damaged(file, complaint_of(rows));
  std::istringstream lines(rows.output);
  std::int64_t newest = 0;
  for (std::string line; std::getline(lines, line);) {
    std::int64_t version = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), version);
    const bool is_row =
        read.ec == std::errc() && read.ptr != line.data() + line.size() && *read.ptr == '\t';
    if (is_row) newest = std::max(newest, version);
  }
  return newest;
}

void refuse_tables(const std::string& url) {
  const auto database = open_postgres({.url = url, .connections = 1});
  const auto table = database->read([](Transaction& transaction) {
    return transaction.find<std::string>(
        "SELECT CAST(c.relname AS TEXT) FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname NOT LIKE 'pg\\_%' "
        "AND n.nspname <> 'information_schema' ORDER BY c.relname LIMIT 1");
  });
  if (!table) return;
  throw base::conflict("The database is not empty, it has " + *table +
                       " for one: restore into a new one, which createdb makes.");
}

}  // namespace

void dump_postgres(const std::string& url, const std::filesystem::path& target,
                   const Progress& progress) {
  const PostgresPrograms programs(url);
  const auto dumped =
      programs.run({"pg_dump", "--format=custom", without_owners, without_grants,
                    "--file=" + target.string(), programs.database_option(), "--no-password"},
                   [&] { progress(octets_of(target), 0); });
  if (dumped.exit_code != 0) {
    throw StartError("The database cannot be backed up: " + complaint_of(dumped) + ".");
  }
  // The list of contents alone would not tell of data that was cut off.
  const auto read = programs.run({"pg_restore", "--file=/dev/null", target.string()});
  if (read.exit_code != 0) {
    throw StartError("The backup cannot be read back: " + complaint_of(read) + ".");
  }
}

void restore_postgres(const std::string& url, const std::filesystem::path& file,
                      const Progress& progress) {
  const PostgresPrograms programs(url);
  refuse_tables(url);
  const std::int64_t migration = newest_migration_in(programs, file);
  if (migration == 0) throw damaged(file, "it has no migrations of Admit One");
  check_version(file, migration);
  const auto restored =
      programs.run({"pg_restore", "--single-transaction", "--exit-on-error", without_owners,
                    without_grants, "--no-password", programs.database_option(), file.string()},
                   [&] { progress(0, octets_of(file)); });
  if (restored.exit_code == 0) return;
  throw base::conflict("The backup " + file.string() +
                       " could not be restored, and nothing was: " + complaint_of(restored) + ".");
}

}  // namespace admitone::db
