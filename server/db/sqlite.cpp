#include "db/sqlite.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "base/log.hpp"
#include "db/checkpointer.hpp"
#include "db/guarded_transaction.hpp"
#include "db/sqlite_connection.hpp"
#include "db/worker_pool.hpp"

namespace admitone::db {

namespace {

class SqliteTransaction final : public GuardedTransaction {
 public:
  explicit SqliteTransaction(SqliteConnection& connection) : connection_(connection) {}

 protected:
  Rows execute(std::string_view sql, std::span<const Argument> arguments, Keep keep) override {
    return keep == Keep::yes ? connection_.run(sql, arguments)
                             : connection_.run_once(sql, arguments);
  }

  std::vector<Rows> execute_each(std::string_view sql, std::span<const Arguments> each) override {
    return connection_.run_each(sql, each);
  }

 private:
  SqliteConnection& connection_;
};

/// Rolls back unless the transaction was committed, or SQLite has already rolled it back by itself.
class RollbackAtEnd {
 public:
  explicit RollbackAtEnd(SqliteConnection& connection) : connection_(connection) {}
  ~RollbackAtEnd() {
    if (!connection_.in_transaction()) return;
    try {
      connection_.run("ROLLBACK");
    } catch (const std::exception& failure) {
      base::log(base::LogLevel::error, "a rollback failed", {{"reason", failure.what()}});
    }
  }
  RollbackAtEnd(const RollbackAtEnd&) = delete;
  RollbackAtEnd& operator=(const RollbackAtEnd&) = delete;

 private:
  SqliteConnection& connection_;
};

class SqliteWorker final : public Worker {
 public:
  SqliteWorker(const std::string& path, SqliteRole role) : connection_(path, role) {
    if (role.checkpoints) checkpointer_.emplace(path);
  }

  void run(const Job& job) override {
    if (checkpointer_) checkpointer_->between_transactions(connection_);
    const RollbackAtEnd rollback(connection_);
    connection_.run(job.access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
    SqliteTransaction transaction(connection_);
    job.work(transaction);
    if (transaction.failure()) std::rethrow_exception(transaction.failure());
    connection_.run("COMMIT");
  }

 private:
  SqliteConnection connection_;
  std::optional<Checkpointer>
      checkpointer_;  ///< ends before the connection, which closes as the last
};

std::vector<std::unique_ptr<Worker>> make_workers(const std::string& path, SqliteRole role,
                                                  std::size_t count) {
  std::vector<std::unique_ptr<Worker>> workers;
  for (std::size_t i = 0; i < count; ++i) {
    workers.push_back(std::make_unique<SqliteWorker>(path, role));
  }
  return workers;
}

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const std::string& path, const Options& options)
      : writer_(make_workers(path, {.writes = true, .checkpoints = options.checkpoints}, 1)),
        readers_(make_workers(path, {}, std::max<std::size_t>(options.connections, 1))) {}

  Engine engine() const override { return Engine::sqlite; }

  void submit(Access access, Work work, Done done, IfCommitUnknown if_unknown) override {
    auto& pool = access == Access::write ? writer_ : readers_;
    pool.submit({access, std::move(work), std::move(done), if_unknown});
  }

  Usage usage() const override {
    const Usage writer = writer_.usage();
    const Usage readers = readers_.usage();
    return {writer.threads + readers.threads, writer.busy + readers.busy,
            writer.waiting + readers.waiting};
  }

 private:
  // The writer comes first and goes last: it makes the log that the readers read, and clears it
  // away.
  WorkerPool writer_;
  WorkerPool readers_;
};

void make_folder(const std::filesystem::path& folder) {
  if (folder.empty()) return;
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    throw StartError("The database's folder " + folder.string() + " cannot be made: " +
                     failure.message() + ". Make it, or choose another with --database.");
  }
}

/// SQLite would make the file readable by everybody; what it makes beside it gets the file's own
/// mode. A file that is there is not even opened: closing it would drop the locks of this process's
/// other connections.
void make_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) {
    ::close(file);
  } else if (errno != EEXIST) {
    throw StartError("The database " + path + " cannot be made: " + std::strerror(errno) +
                     ". Give this user the right to write there, or choose another with "
                     "--database.");
  }
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& path, const Options& options) {
  if (path.empty()) {
    throw StartError("The database's address has no file name: write sqlite:data/admitone.db.");
  }
  if (options.create) {
    make_folder(std::filesystem::path(path).parent_path());
    make_file(path);
  } else if (!std::filesystem::exists(path)) {
    throw StartError("There is no database at " + path +
                     ": check --database, or start the server once to make it.");
  }
  return std::make_unique<SqliteDatabase>(path, options);
}

}  // namespace admitone::db
