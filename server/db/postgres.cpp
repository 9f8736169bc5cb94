#include "db/postgres.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

#include <libpq-fe.h>

#include "base/random.hpp"
#include "db/guarded_transaction.hpp"
#include "db/postgres_connection.hpp"
#include "db/worker_pool.hpp"

namespace admitone::db {

namespace {

constexpr int attempts_max = 3;

class PostgresTransaction final : public GuardedTransaction {
 public:
  explicit PostgresTransaction(PostgresConnection& connection) : connection_(connection) {}

 protected:
  Rows execute(std::string_view sql, std::span<const Argument> arguments, Keep keep) override {
    return std::move(connection_.run(sql, {&arguments, 1}, keep == Keep::yes).front());
  }

  std::vector<Rows> execute_each(std::string_view sql, std::span<const Arguments> each) override {
    const std::vector<std::span<const Argument>> spans(each.begin(), each.end());
    return connection_.run(sql, spans, true);
  }

  std::vector<std::vector<Rows>> find_all(std::span<const Question> questions) override {
    return connection_.find_together(questions);
  }

  std::int64_t change_all(std::string_view sql, std::span<const Arguments> each) override {
    return connection_.change_each(sql, each);
  }

  void change_all_soon(std::string_view sql, std::span<const Arguments> each,
                       RowsDue due) override {
    connection_.change_soon(sql, each, due == RowsDue::one_each);
  }

  Later execute_later(std::string_view sql, std::span<const Argument> arguments) override {
    return connection_.run_later(sql, arguments);
  }

 private:
  PostgresConnection& connection_;
};

/// Remembers that the server could not be reached, so that the jobs behind the one that found out
/// fail at once instead of each waiting for its own timeout.
class ReachableAgain {
 public:
  void not_yet() { at_ = (Steady::now() + pause).time_since_epoch().count(); }
  bool is_due() const { return Steady::now().time_since_epoch().count() >= at_; }

 private:
  using Steady = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds pause{250};
  std::atomic<Steady::rep> at_ = Steady::duration::min().count();
};

bool wants_another_try(const std::exception_ptr& failure) {
  if (!failure) return false;
  try {
    std::rethrow_exception(failure);
  } catch (const TryAgain&) {
    return true;
  } catch (...) {
    return false;
  }
}

/// Two transactions that collided must not collide again in step.
void pause_before_try(int attempt) {
  std::this_thread::sleep_for(std::chrono::microseconds(base::random_bytes(1)[0] * 40 * attempt));
}

class PostgresWorker final : public Worker {
 public:
  PostgresWorker(const std::string& url, ReachableAgain& reachable)
      : url_(url), reachable_(reachable) {}

  void connect() {
    if (connection_) return;
    if (!reachable_.is_due())
      throw Unavailable("the database server could not be reached just now");
    try {
      connection_.emplace(url_, names_);
    } catch (const Unavailable&) {
      reachable_.not_yet();
      throw;
    }
  }

  void run(const Job& job) override {
    for (int attempt = 1;; ++attempt) {
      try {
        return try_once(job);
      } catch (const StatementLost&) {
        names_ = StatementNames::no;
        if (attempt == attempts_max) throw;
      } catch (const TryAgain&) {
        if (attempt == attempts_max) throw;
      }
      pause_before_try(attempt);
    }
  }

 private:
  /// Leaves the connection clean for the next job, or drops it.
  class CleanAtEnd {
   public:
    explicit CleanAtEnd(std::optional<PostgresConnection>& connection) : connection_(connection) {}
    ~CleanAtEnd() {
      connection_->rollback();
      if (!connection_->usable()) connection_.reset();
    }
    CleanAtEnd(const CleanAtEnd&) = delete;
    CleanAtEnd& operator=(const CleanAtEnd&) = delete;

   private:
    std::optional<PostgresConnection>& connection_;
  };

  void try_once(const Job& job) {
    connect();
    const CleanAtEnd clean(connection_);
    connection_->start(job.access);
    PostgresTransaction transaction(*connection_);
    try {
      job.work(transaction);
    } catch (...) {
      // The work may have turned the failure into one of its own; a failure that passes is not its
      // business.
      if (wants_another_try(transaction.failure())) std::rethrow_exception(transaction.failure());
      throw;
    }
    if (transaction.failure()) std::rethrow_exception(transaction.failure());
    commit(job);
  }

  void commit(const Job& job) {
    try {
      connection_->commit();
    } catch (const ConnectionLost& lost) {
      if (job.access == Access::read || job.if_unknown == IfCommitUnknown::run_again) throw;
      throw Unavailable(
          std::string("the connection was lost during COMMIT, the work may or may not "
                      "have happened: ") +
          lost.what());
    }
  }

  const std::string url_;
  ReachableAgain& reachable_;
  StatementNames names_ = StatementNames::yes;
  std::optional<PostgresConnection> connection_;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const Options& options) : workers_(make_workers(options)) {}

  Engine engine() const override { return Engine::postgres; }

  void submit(Access access, Work work, Done done, IfCommitUnknown if_unknown) override {
    workers_.submit({access, std::move(work), std::move(done), if_unknown});
  }

  Usage usage() const override { return workers_.usage(); }

 private:
  std::vector<std::unique_ptr<Worker>> make_workers(const Options& options) {
    std::vector<std::unique_ptr<Worker>> workers;
    for (std::size_t i = 0; i < std::max<std::size_t>(options.connections, 1); ++i) {
      auto worker = std::make_unique<PostgresWorker>(options.url, reachable_);
      if (i == 0) worker->connect();  // The others connect when they have work.
      workers.push_back(std::move(worker));
    }
    return workers;
  }

  ReachableAgain reachable_;
  WorkerPool workers_;
};

void check_url(const std::string& url) {
  char* message = nullptr;
  PQconninfoOption* parsed = PQconninfoParse(url.c_str(), &message);
  if (parsed != nullptr) {
    PQconninfoFree(parsed);
    return;
  }
  const std::string reason = message == nullptr ? "out of memory" : one_line(message);
  PQfreemem(message);
  throw StartError("The database's address is not valid: " + reason +
                   ". Write postgresql://user:password@host/name.");
}

}  // namespace

std::unique_ptr<Database> open_postgres(const Options& options) {
  check_url(options.url);
  try {
    return std::make_unique<PostgresDatabase>(options);
  } catch (const Unavailable& failure) {
    throw StartError(std::string("The PostgreSQL database cannot be reached: ") + failure.what() +
                     ". Check --database and that the server runs.");
  }
}

}  // namespace admitone::db
