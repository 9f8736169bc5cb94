// SQLite's online backup: page by page out of one read transaction, beside which a server goes on
// writing.

#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include <sqlite3.h>

#include "db/backup_engines.hpp"
#include "db/database.hpp"

namespace admitone::db {

namespace {

constexpr int pages_at_once = 2'048;
constexpr int busy_timeout_ms = 5'000;

struct Close {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};
using Connection = std::unique_ptr<sqlite3, Close>;

/// A failure of SQLite's, in its own words.
struct SqliteFailure : std::runtime_error {
  explicit SqliteFailure(sqlite3* connection) : std::runtime_error(sqlite3_errmsg(connection)) {}
};

Connection open_file(const std::filesystem::path& file, int flags) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(opened);
  if (result != SQLITE_OK) throw SqliteFailure(opened);
  sqlite3_busy_timeout(opened, busy_timeout_ms);
  // Only the server may move the log into the database.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  return connection;
}

/// Runs one statement to its end; returns its first row's first column, if there is one.
std::optional<std::string> ask(sqlite3* connection, const char* sql) {
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(connection, sql, -1, &prepared, nullptr) != SQLITE_OK) {
    throw SqliteFailure(connection);
  }
  const std::unique_ptr<sqlite3_stmt, Close> statement(prepared);
  std::optional<std::string> answer;
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(prepared)) == SQLITE_ROW) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
    if (!answer && text != nullptr) answer = text;
  }
  if (result != SQLITE_DONE) throw SqliteFailure(connection);
  return answer;
}

/// Copies the pages. The open transaction keeps the source as it is meanwhile, so that the copy
/// never has to begin anew.
void copy_pages(sqlite3* source, sqlite3* target, const Progress& progress) {
  const std::unique_ptr<sqlite3_backup, Close> backup(
      sqlite3_backup_init(target, "main", source, "main"));
  if (!backup) throw SqliteFailure(target);
  const std::int64_t page_bytes = std::stoll(ask(source, "PRAGMA page_size").value_or("0"));
  int result = SQLITE_OK;
  while (result == SQLITE_OK) {
    result = sqlite3_backup_step(backup.get(), pages_at_once);
    const std::int64_t total = sqlite3_backup_pagecount(backup.get());
    progress((total - sqlite3_backup_remaining(backup.get())) * page_bytes, total * page_bytes);
  }
  if (result == SQLITE_DONE) return;
  const std::string reason = sqlite3_errstr(result);
  const int kind = result & 0xFF;
  if (kind == SQLITE_FULL || kind == SQLITE_IOERR) {
    throw StartError("The copy cannot be written: " + reason + ".");
  }
  throw std::runtime_error(reason);
}

/// A copy that could not be written would leave SQLite's own files beside it.
class WithoutCompanions {
 public:
  explicit WithoutCompanions(std::filesystem::path file) : file_(std::move(file)) {}
  ~WithoutCompanions() {
    for (const char* suffix : {"-journal", "-wal", "-shm"}) {
      std::error_code is_not_there;
      std::filesystem::remove(file_.string() + suffix, is_not_there);
    }
  }
  WithoutCompanions(const WithoutCompanions&) = delete;
  WithoutCompanions& operator=(const WithoutCompanions&) = delete;

 private:
  const std::filesystem::path file_;
};

/// Makes a copy that is one file, without a log beside it; it is synced as a whole at the end.
void copy(const std::filesystem::path& from, int flags, const std::filesystem::path& to,
          const Progress& progress) {
  const WithoutCompanions alone(to);
  const Connection source = open_file(from, flags);
  ask(source.get(), "BEGIN");
  ask(source.get(), "SELECT count(*) FROM sqlite_schema");
  const Connection target = open_file(to, SQLITE_OPEN_READWRITE);
  ask(target.get(), "PRAGMA synchronous = OFF");
  copy_pages(source.get(), target.get(), progress);
  ask(target.get(), "PRAGMA journal_mode = DELETE");
}

/// Reads every page; returns the newest migration.
std::int64_t check_whole(const std::filesystem::path& file) {
  const Connection connection = open_file(file, SQLITE_OPEN_READWRITE);
  const auto verdict = ask(connection.get(), "PRAGMA integrity_check");
  if (verdict != "ok") throw std::runtime_error(verdict.value_or("it cannot be checked"));
  const auto migration = ask(connection.get(), "SELECT max(version) FROM schema_migrations");
  return std::stoll(migration.value_or("0"));
}

void make_folder_of(const std::filesystem::path& file) {
  if (!file.has_parent_path()) return;
  std::error_code failure;
  std::filesystem::create_directories(file.parent_path(), failure);
  if (!failure) return;
  throw StartError("The database's folder " + file.parent_path().string() +
                   " cannot be made: " + failure.message() + ".");
}

}  // namespace

void copy_sqlite(const std::string& path, const std::filesystem::path& target,
                 const Progress& progress) {
  if (!std::filesystem::exists(path)) {
    throw StartError("There is no database at " + path + ": check --database.");
  }
  try {
    copy(path, SQLITE_OPEN_READWRITE, target, progress);
    check_whole(target);
  } catch (const StartError&) {
    throw;
  } catch (const std::runtime_error& failure) {
    throw StartError("The database " + path + " cannot be backed up: " + failure.what() + ".");
  }
}

void restore_sqlite(const std::string& path, const std::filesystem::path& file,
                    const Progress& progress) {
  const std::string advice = "restore to where there is none, and check --database.";
  refuse_existing(path, advice);
  // A log that was left behind would be played into the restored file.
  refuse_existing(path + "-wal", advice);
  make_folder_of(path);
  UnfinishedFile target(path);
  std::int64_t migration = 0;
  try {
    copy(file, SQLITE_OPEN_READONLY, target.path(), progress);
    migration = check_whole(target.path());
  } catch (const StartError&) {
    throw;
  } catch (const std::runtime_error& failure) {
    throw damaged(file, failure.what());
  }
  check_version(file, migration);
  target.finish(IfThere::keep);
}

}  // namespace admitone::db
