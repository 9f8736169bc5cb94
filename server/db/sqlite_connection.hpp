#pragma once
// One connection to an SQLite file. Only for this room; one thread at a time.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <sqlite3.h>

#include "db/text_key.hpp"
#include "db/value.hpp"

namespace admitone::db {

struct SqliteRole {
  bool writes = false;
  bool checkpoints = false;
};

class SqliteConnection {
 public:
  /// Opens an existing file (an empty one is a new database). Throws StartError with one clear
  /// line.
  SqliteConnection(const std::string& path, SqliteRole role);

  /// Runs one statement to its end and keeps its prepared form. Throws Unavailable,
  /// ConstraintViolation or, for a statement that is wrong, std::logic_error.
  Rows run(std::string_view sql, std::span<const Argument> arguments = {});
  /// The same once for each list of arguments.
  std::vector<Rows> run_each(std::string_view sql, std::span<const Arguments> each);
  /// Like run, without keeping it.
  Rows run_once(std::string_view sql, std::span<const Argument> arguments = {});

  /// The log's length after this connection's last transaction.
  std::size_t log_pages() const { return log_pages_; }
  /// How far the log has been copied into the database.
  struct Checkpoint {
    std::size_t log_pages;
    std::size_t copied_pages;
  };
  /// Copies as much of the log as the readers of older states allow, without keeping anybody from
  /// reading or writing. Throws Unavailable.
  Checkpoint checkpoint();
  /// Makes durable what was copied so far. Whoever copies the last of the log does that by itself,
  /// but then waits for all of it. Throws Unavailable.
  void sync_copied();

  /// Whether a transaction is open: some failures end it by themselves.
  bool in_transaction() const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  struct Statement {
    std::unique_ptr<sqlite3_stmt, Close> prepared;
    std::vector<int>
        places;  ///< SQLite's index of $1, $2, …, which it gives in the order of the text
  };

  void configure(const std::string& path);
  const Statement& kept(std::string_view sql);
  Statement prepare(std::string_view sql, unsigned flags);
  Rows run_prepared(const Statement& statement, std::span<const Argument> arguments);
  [[noreturn]] void fail(int result, std::string_view sql) const;

  static int keep_log_pages(void* self, sqlite3* connection, const char* schema, int pages);

  SqliteRole role_;
  std::size_t log_pages_ = 0;
  std::unique_ptr<sqlite3, Close> connection_;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

}  // namespace admitone::db
