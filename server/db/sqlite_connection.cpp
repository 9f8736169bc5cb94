#include "db/sqlite_connection.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

#include "db/database.hpp"
#include "db/dialect.hpp"
#include "db/gathered_log.hpp"

namespace admitone::db {

namespace {

constexpr int busy_timeout_ms = 5000;

/// Resets a statement whatever happens, so that it holds no lock and no borrowed argument.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(sqlite3_stmt* statement) : statement_(statement) {}
  ~ResetAtEnd() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  sqlite3_stmt* statement_;
};

/// Binds one value; SQLite takes a null pointer for NULL, so something empty gets a pointer of its
/// own.
struct Bind {
  sqlite3_stmt* statement;
  int index;

  int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
  int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
  int operator()(const LaterSum& sum) const { return (*this)(sum.later->value() + sum.added); }
  int operator()(std::string_view text) const {
    return sqlite3_bind_text64(statement, index, text.empty() ? "" : text.data(), text.size(),
                               SQLITE_STATIC, SQLITE_UTF8);
  }
  int operator()(base::BytesView bytes) const {
    return sqlite3_bind_blob64(statement, index,
                               bytes.empty() ? static_cast<const void*>("") : bytes.data(),
                               bytes.size(), SQLITE_STATIC);
  }
};

Cell read_cell(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return std::monostate();
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
      return base::Bytes(bytes, bytes + sqlite3_column_bytes(statement, column));
    }
    default:
      throw std::logic_error(std::string("a column is not a whole number, CAST it: ") +
                             sqlite3_sql(statement));
  }
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, SqliteRole role) : role_(role) {
  // Otherwise each allocation takes a lock to count it. Refused, and needless, once SQLite is in
  // use.
  static const int not_counted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(not_counted);
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(
      path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, gathered_log_vfs());
  connection_.reset(opened);
  const std::string place = "The database " + path;
  if (result != SQLITE_OK) {
    throw StartError(place + " cannot be opened: " + sqlite3_errmsg(opened) +
                     ". Check its permissions, or choose another with --database.");
  }
  if (sqlite3_db_readonly(opened, "main") == 1) {
    throw StartError(place +
                     " cannot be written. Give this user the right to write it, or choose "
                     "another with --database.");
  }
  try {
    configure(path);
  } catch (const std::exception& failure) {
    throw StartError(place + " cannot be used: " + failure.what() +
                     ". Check that it is Admit One's and that its folder can be written.");
  }
}

void SqliteConnection::configure(const std::string& path) {
  sqlite3_extended_result_codes(connection_.get(), 1);
  sqlite3_busy_timeout(connection_.get(), busy_timeout_ms);
  // Only the checkpointer copies the log, and the server's writer when it closes as the last.
  sqlite3_wal_hook(connection_.get(), keep_log_pages, this);
  if (!role_.checkpoints) {
    sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  // Admissions touch random rows, and the log takes whole pages: small ones halve what is written.
  // It has an effect on a new file only.
  run_once("PRAGMA page_size = 1024");
  Rows mode = run_once("PRAGMA journal_mode = WAL");
  if (std::get<std::string>(mode.at(0, 0)) != "wal") {
    throw Unavailable("the file system of " + path + " has no write-ahead log");
  }
  run_once("PRAGMA synchronous = FULL");
  run_once("PRAGMA foreign_keys = ON");
  run_once("PRAGMA temp_store = MEMORY");
  // KiB. Enough for what is read again and again; a leaf in a random place is as soon read from the
  // system's cache. At a commit in which a page was split SQLite walks through all of its own: 16
  // MiB made admissions a third dearer.
  run_once("PRAGMA cache_size = -2048");
  if (!role_.writes) run_once("PRAGMA query_only = ON");
}

const SqliteConnection::Statement& SqliteConnection::kept(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    Statement statement = prepare(sql, SQLITE_PREPARE_PERSISTENT);
    found = statements_.emplace(sql, std::move(statement)).first;
  }
  return found->second;
}

Rows SqliteConnection::run(std::string_view sql, std::span<const Argument> arguments) {
  return run_prepared(kept(sql), arguments);
}

std::vector<Rows> SqliteConnection::run_each(std::string_view sql,
                                             std::span<const Arguments> each) {
  const Statement& statement = kept(sql);
  std::vector<Rows> results;
  results.reserve(each.size());
  for (const Arguments& arguments : each) results.push_back(run_prepared(statement, arguments));
  return results;
}

Rows SqliteConnection::run_once(std::string_view sql, std::span<const Argument> arguments) {
  return run_prepared(prepare(sql, 0), arguments);
}

int SqliteConnection::keep_log_pages(void* self, sqlite3*, const char*, int pages) {
  static_cast<SqliteConnection*>(self)->log_pages_ = static_cast<std::size_t>(pages);
  return SQLITE_OK;
}

SqliteConnection::Checkpoint SqliteConnection::checkpoint() {
  int log_pages = 0;
  int copied_pages = 0;
  const int result = sqlite3_wal_checkpoint_v2(connection_.get(), "main", SQLITE_CHECKPOINT_PASSIVE,
                                               &log_pages, &copied_pages);
  if (result == SQLITE_BUSY) return {log_pages_, 0};
  if (result != SQLITE_OK) fail(result, "a checkpoint");
  return {static_cast<std::size_t>(log_pages), static_cast<std::size_t>(copied_pages)};
}

void SqliteConnection::sync_copied() {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  const int result = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
  if (result != SQLITE_OK) throw Unavailable("the database file cannot be made durable");
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(connection_.get()) == 0;
}

SqliteConnection::Statement SqliteConnection::prepare(std::string_view sql, unsigned flags) {
  const std::string_view wanted = without_row_lock(sql);
  sqlite3_stmt* prepared = nullptr;
  const char* tail = nullptr;
  const int result = sqlite3_prepare_v3(connection_.get(), wanted.data(),
                                        static_cast<int>(wanted.size()), flags, &prepared, &tail);
  Statement statement;
  statement.prepared.reset(prepared);
  if (result != SQLITE_OK) fail(result, sql);
  const std::string_view rest(tail, static_cast<std::size_t>(wanted.data() + wanted.size() - tail));
  if (prepared == nullptr || rest.find_first_not_of(" \n\t;") != std::string_view::npos) {
    throw std::logic_error("not exactly one statement: " + std::string(sql));
  }
  for (int number = 1; number <= sqlite3_bind_parameter_count(prepared); ++number) {
    const std::string name = "$" + std::to_string(number);
    statement.places.push_back(sqlite3_bind_parameter_index(prepared, name.c_str()));
  }
  return statement;
}

Rows SqliteConnection::run_prepared(const Statement& prepared,
                                    std::span<const Argument> arguments) {
  sqlite3_stmt* const statement = prepared.prepared.get();
  const ResetAtEnd reset(statement);
  if (prepared.places.size() != arguments.size()) {
    throw std::logic_error(std::string("another number of arguments than parameters: ") +
                           sqlite3_sql(statement));
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const int result = std::visit(Bind{statement, prepared.places[i]}, arguments[i].value());
    if (result != SQLITE_OK) fail(result, sqlite3_sql(statement));
  }
  Rows rows;
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
    const int columns = sqlite3_column_count(statement);
    for (int column = 0; column < columns; ++column) {
      rows.cells.push_back(read_cell(statement, column));
    }
  }
  if (result != SQLITE_DONE) fail(result, sqlite3_sql(statement));
  rows.column_count = static_cast<std::size_t>(sqlite3_column_count(statement));
  if (rows.column_count == 0) rows.changed_count = sqlite3_changes64(connection_.get());
  return rows;
}

void SqliteConnection::fail(int result, std::string_view sql) const {
  const std::string message = sqlite3_errmsg(connection_.get());
  switch (result & 0xFF) {
    case SQLITE_CONSTRAINT:
      throw ConstraintViolation(message);
    case SQLITE_READONLY:
      if (!role_.writes)
        throw std::logic_error("a reading transaction writes: " + std::string(sql));
      [[fallthrough]];
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Unavailable("the database file: " + message);
    default:
      throw std::logic_error(message + ": " + std::string(sql));
  }
}

}  // namespace admitone::db
