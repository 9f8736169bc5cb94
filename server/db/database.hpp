#pragma once
// The database, whichever engine it is: transactions on the database's own threads. Knows no noun.
//
// One SQL text serves both engines: parameters are $1, $2, …; a statement may end with "FOR UPDATE
// OF t", which locks on PostgreSQL and is dropped on SQLite, where there is one writer anyway.
// PostgreSQL infers a parameter's type from where it stands; where it cannot ("$1 IS NULL") or
// infers too small a one ("$1 > 0" is 32 bits), write CAST($1 AS BIGINT) or CAST($1 AS TEXT).
// Results are whole numbers (a boolean is 0 or 1), texts, octets and null; a sum is CAST(sum(x) AS
// BIGINT).

#include <exception>
#include <functional>
#include <future>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "db/value.hpp"

namespace admitone::db {

/// The database cannot be reached, or stopped answering. When it was lost during COMMIT, the work
/// may or may not have happened.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A statement broke a constraint (unique, foreign key, check).
struct ConstraintViolation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A bad address, an unwritable folder, a database newer than the binary: for a clear line and
/// exit 2.
struct StartError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Engine { sqlite, postgres };

/// What is asked together with others.
struct Question {
  std::string_view sql;
  std::span<const Arguments> each;
};

/// One transaction on one connection; only for the thread that runs it, only while it runs.
class Transaction {
 public:
  virtual ~Transaction() = default;

  /// Runs one prepared statement. `sql` must live as long as the program (a literal or a constant):
  /// its prepared form is kept under it.
  virtual Rows run(std::string_view sql, std::span<const Argument> arguments) = 0;
  Rows run(std::string_view sql, std::initializer_list<Argument> arguments = {}) {
    return run(sql, std::span(arguments.begin(), arguments.size()));
  }

  /// Runs the same statement once for each list of arguments, in order, with one round trip to the
  /// server (libpq pipeline mode); returns the results in the same order.
  virtual std::vector<Rows> run_each(std::string_view sql, std::span<const Arguments> each) = 0;

  /// Asks the same SELECT for each list of arguments, with one statement on PostgreSQL; returns the
  /// rows of each, in the same order. Rows are locked (FOR UPDATE) in that order too.
  std::vector<Rows> find_each(std::string_view sql, std::span<const Arguments> each) {
    const Question question{sql, each};
    return std::move(find_together({&question, 1}).front());
  }
  /// The same for several SELECTs, none of which needs another's answer: they run in this order, on
  /// PostgreSQL with one round trip to the server.
  virtual std::vector<std::vector<Rows>> find_together(std::span<const Question> questions) = 0;
  /// Runs the same INSERT … VALUES (…) or UPDATE … WHERE … for all lists of arguments, with one
  /// statement on PostgreSQL; returns how many rows were written altogether. No two lists may write
  /// the same row, and none sees what another wrote. An argument must be of its column's kind.
  virtual std::int64_t change_each(std::string_view sql, std::span<const Arguments> each) = 0;
  /// Like change_each, where nobody asks how many: PostgreSQL is told in the round trip of the next
  /// statement, so that a failure may show in that one, or in the commit.
  virtual void change_soon(std::string_view sql, std::span<const Arguments> each) = 0;
  /// Like change_soon, where each list must write one row: if not, std::logic_error ends the
  /// transaction, before its commit.
  virtual void change_each_soon(std::string_view sql, std::span<const Arguments> each) = 0;

  /// Runs an UPDATE … RETURNING of one whole number in one row, where nobody but the statements
  /// that follow needs the answer: PostgreSQL is told in the round trip of the next statement. The
  /// number is known once that has answered, or the transaction is committed; until then it, and
  /// sums with it, can be arguments of change_soon and change_each_soon, and no other such number
  /// may be asked for.
  virtual Later run_later(std::string_view sql, std::span<const Argument> arguments) = 0;

  /// The first row, if there is one.
  template <class T>
  std::optional<T> find(std::string_view sql, std::initializer_list<Argument> arguments = {}) {
    Rows rows = run(sql, arguments);
    if (rows.empty()) return std::nullopt;
    return read_row<T>(rows, 0);
  }

  /// All rows.
  template <class T>
  std::vector<T> list(std::string_view sql, std::initializer_list<Argument> arguments = {}) {
    Rows rows = run(sql, arguments);
    std::vector<T> result;
    result.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) result.push_back(read_row<T>(rows, row));
    return result;
  }
};

enum class Access { read, write };

/// Whether the work may run again when the connection was lost during COMMIT and nobody knows
/// whether it happened: only for work that finds its own earlier result (a scan by its scan_id;
/// every read).
enum class IfCommitUnknown { fail, run_again };

/// The database's threads, each with a connection of its own, and the jobs for them.
struct Usage {
  std::size_t threads;
  std::size_t busy;     ///< threads that have a job
  std::size_t waiting;  ///< jobs that wait for a thread
};

class Database {
 public:
  using Work = std::function<void(Transaction&)>;
  using Done = std::function<void(std::exception_ptr)>;

  virtual ~Database() = default;

  virtual Engine engine() const = 0;

  /// Runs `work` in a transaction on one of the database's threads, then calls `done` there: with
  /// null after the commit, with the exception after the rollback. Runs `work` again after a
  /// serialization failure, a deadlock, or a connection lost before COMMIT (at most 3 times), so
  /// `work` must leave no trace outside the transaction when it throws. A statement that failed is
  /// not committed over, even when `work` catches its exception. An exception from `done` ends the
  /// program. Throws nothing itself; any thread.
  virtual void submit(Access access, Work work, Done done,
                      IfCommitUnknown if_unknown = IfCommitUnknown::fail) = 0;

  /// How it is used at this moment. Any thread.
  virtual Usage usage() const = 0;

  /// Like submit, but waits for the end and returns what `work` returns or throws what it throws.
  /// Never call it on the event loop or on one of the database's threads.
  template <class F>
  auto read(F work) {
    return wait_for(Access::read, std::move(work));
  }
  template <class F>
  auto write(F work) {
    return wait_for(Access::write, std::move(work));
  }

 private:
  template <class F>
  auto wait_for(Access access, F work) {
    using Result = std::invoke_result_t<F, Transaction&>;
    // Outlives the wait: both sides hold it. The failure moves through, so that it dies on this
    // thread.
    auto finished = std::make_shared<std::promise<std::exception_ptr>>();
    auto wait = [&] {
      if (std::exception_ptr failure = finished->get_future().get()) {
        std::rethrow_exception(std::move(failure));
      }
    };
    auto done = [finished](std::exception_ptr failure) { finished->set_value(std::move(failure)); };
    if constexpr (std::is_void_v<Result>) {
      submit(access, work, done);
      wait();
    } else {
      std::optional<Result> result;
      submit(
          access, [&](Transaction& transaction) { result.emplace(work(transaction)); }, done);
      wait();
      return std::move(*result);
    }
  }
};

struct Options {
  std::string url;              ///< "sqlite:data/admitone.db" or "postgresql://user@host/name"
  std::size_t connections = 4;  ///< reading connections (SQLite), or all of them (PostgreSQL)
  /// SQLite: whether this process may checkpoint the write-ahead log. Only the server does (3.40
  /// can lose a WAL reset when two connections checkpoint); the command line beside it leaves the
  /// log alone.
  bool checkpoints = true;
  bool create = true;  ///< SQLite: make the file (mode 0600) and its folder if they are missing
};

/// Opens the database and connects once. Throws StartError with one clear line.
std::unique_ptr<Database> open(const Options& options);

/// Applies the numbered migrations that are missing, each in a transaction of its own, under a lock
/// so that two nodes can start at once. Returns how many were applied. Throws StartError when the
/// database has a migration this binary does not know.
int migrate(Database& database);

/// Tells a table that rows were stored with ids of their own, up to `last_id`: the ids that it
/// gives by itself follow them.
void raise_identity(Transaction& transaction, Engine engine, const std::string& table,
                    std::int64_t last_id);

/// The number of the newest migration in this binary.
int newest_migration();

}  // namespace admitone::db
