#include "db/migrate.hpp"

#include <charconv>
#include <initializer_list>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "db/dialect.hpp"
#include "db/guarded_transaction.hpp"

namespace admitone::embedded {
std::span<const base::EmbeddedFile> migrations();
}

namespace admitone::db {

namespace {

struct Migration {
  std::int64_t version;
  std::string_view name;
  std::string_view script;
};

/// Numbers the files, which come sorted by name.
std::vector<Migration> numbered(std::span<const base::EmbeddedFile> files) {
  std::vector<Migration> migrations;
  for (const base::EmbeddedFile& file : files) {
    const std::string_view name = file.path.substr(file.path.find_last_of('/') + 1);
    std::int64_t version = 0;
    std::from_chars(name.data(), name.data() + name.size(), version);
    if (version != std::ssize(migrations) + 1) {
      throw std::logic_error("the migrations' numbers have a gap at " + std::string(name));
    }
    migrations.push_back({version, name, file.contents});
  }
  return migrations;
}

void run_statement(GuardedTransaction& transaction, Engine engine, std::string_view sql,
                   std::initializer_list<Argument> arguments = {}) {
  transaction.run_once(in_dialect(engine, sql), std::span(arguments.begin(), arguments.size()));
}

void lock(GuardedTransaction& transaction, Engine engine) {
  const std::string_view lock = migration_lock(engine);
  if (!lock.empty()) transaction.run_once(lock);
  run_statement(
      transaction, engine,
      "CREATE TABLE IF NOT EXISTS schema_migrations ("
      "version @int64 PRIMARY KEY, name TEXT NOT NULL, applied_at @int64 NOT NULL) @strict");
}

void apply(GuardedTransaction& transaction, Engine engine, const Migration& migration) {
  for (const std::string& statement : split_statements(migration.script)) {
    run_statement(transaction, engine, statement);
  }
  run_statement(transaction, engine,
                "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, @now)",
                {migration.version, migration.name});
}

/// Applies the first migration that is missing; false if there is none. The look and the change are
/// under the same lock, so another node cannot apply it in between.
bool apply_next(Transaction& transaction, Engine engine, std::span<const Migration> migrations) {
  auto& guarded = dynamic_cast<GuardedTransaction&>(transaction);
  lock(guarded, engine);
  const auto versions =
      transaction.list<std::int64_t>("SELECT version FROM schema_migrations ORDER BY version");
  if (!versions.empty() && versions.back() > std::ssize(migrations)) {
    throw StartError("The database has migration " + std::to_string(versions.back()) +
                     ", this binary knows up to " + std::to_string(migrations.size()) +
                     ": run a newer admitone.");
  }
  const std::set<std::int64_t> applied(versions.begin(), versions.end());
  for (const Migration& migration : migrations) {
    if (applied.contains(migration.version)) continue;
    apply(guarded, engine, migration);
    return true;
  }
  return false;
}

}  // namespace

int migrate_with(Database& database, std::span<const base::EmbeddedFile> files) {
  const std::vector<Migration> migrations = numbered(files);
  int count = 0;
  const auto next = [&](Transaction& transaction) {
    return apply_next(transaction, database.engine(), migrations);
  };
  while (database.write(next)) ++count;
  return count;
}

int migrate(Database& database) { return migrate_with(database, embedded::migrations()); }

int newest_migration() { return static_cast<int>(embedded::migrations().size()); }

}  // namespace admitone::db
