#include "artefacts/job_runner.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "base/random.hpp"
#include "base/refusal.hpp"

namespace admitone::artefacts {
namespace {

using Steady = std::chrono::steady_clock;

/// For jobs that other nodes were asked for, and those whose runner has died.
constexpr std::chrono::seconds poll_interval{2};
constexpr std::chrono::milliseconds report_interval{300};
constexpr std::chrono::minutes housekeeping_interval{10};

/// Leaves the work's stack: the job is not this runner's any more, or the runner stops.
struct Abandoned {
  bool is_stopping;
};

class Run final : public JobRun {
 public:
  Run(db::Database& database, const base::Clock& clock, core::Job job, std::string lease,
      std::stop_token stop)
      : database_(database),
        clock_(clock),
        job_(std::move(job)),
        lease_(std::move(lease)),
        stop_(std::move(stop)) {}

  const core::Job& job() const override { return job_; }
  base::Timestamp now() const override { return clock_.now(); }

  void report(std::int64_t done) override {
    if (stop_.stop_requested()) throw Abandoned{true};
    if (Steady::now() < next_report_) return;
    const bool is_ours = database_.write([&](db::Transaction& transaction) {
      return core::report_progress(transaction, job_.id, lease_, done, now());
    });
    if (!is_ours) throw Abandoned{false};
    next_report_ = Steady::now() + report_interval;
  }

  void finish(db::Transaction& transaction, const std::string& detail) override {
    core::finish_job(transaction, job_.id, lease_, core::JobStatus::done, detail, now());
  }

  void fail(const std::string& why) {
    database_.write([&](db::Transaction& transaction) {
      core::finish_job(transaction, job_.id, lease_, core::JobStatus::failed, why, now());
    });
  }

  void give_back() {
    database_.write(
        [&](db::Transaction& transaction) { core::release_job(transaction, job_.id, lease_); });
  }

 private:
  db::Database& database_;
  const base::Clock& clock_;
  core::Job job_;
  std::string lease_;
  std::stop_token stop_;
  Steady::time_point next_report_ = Steady::now() + report_interval;
};

}  // namespace

class JobRunner::Thread {
 public:
  Thread(db::Database& database, const base::Clock& clock, Works works, Housekeeping housekeeping,
         std::function<void()> committed)
      : database_(database),
        clock_(clock),
        works_(std::move(works)),
        housekeeping_(std::move(housekeeping)),
        committed_(std::move(committed)),
        thread_([this](const std::stop_token& stop) { live(stop); }) {}

  void wake() {
    {
      const std::scoped_lock lock(mutex_);
      is_woken_ = true;
    }
    changed_.notify_one();
  }

 private:
  void live(const std::stop_token& stop) {
    auto next_housekeeping = Steady::now();
    while (!stop.stop_requested()) {
      bool has_run = false;
      try {
        if (Steady::now() >= next_housekeeping) {
          housekeeping_(stop);
          next_housekeeping = Steady::now() + housekeeping_interval;
        }
        has_run = run_next(stop);
      } catch (const std::exception& failure) {
        // The database is away, most likely: tried again like anything else.
        base::log(base::LogLevel::warning, "jobs wait",
                  {{"error", std::string_view(failure.what())}});
      }
      if (!has_run) wait(stop);
    }
  }

  void wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, poll_interval, [&] { return is_woken_; });
    is_woken_ = false;
  }

  /// Whether there was a job.
  bool run_next(const std::stop_token& stop) {
    const bool is_something_open = database_.read(
        [](db::Transaction& transaction) { return core::has_unfinished_jobs(transaction); });
    if (!is_something_open) return false;
    const std::string lease = base::random_uuid();
    auto job = database_.write([&](db::Transaction& transaction) {
      return core::take_job(transaction, lease, clock_.now());
    });
    if (!job) return false;
    Run run(database_, clock_, std::move(*job), lease, stop);
    carry_out(run);
    committed_();
    return true;
  }

  void carry_out(Run& run) {
    std::string why;
    try {
      works_.at(run.job().kind)(run);
      return;
    } catch (const Abandoned& abandoned) {
      if (abandoned.is_stopping) run.give_back();
      return;
    } catch (const base::Refusal& refusal) {
      why = refusal.what();
    } catch (const db::Unavailable&) {
      throw;  // Nobody can be told now; the lease runs out and the job is run again.
    } catch (const std::exception& failure) {
      base::log(base::LogLevel::error, "a job failed",
                {{"job", run.job().id.value}, {"error", std::string_view(failure.what())}});
      why = "It failed for a reason that the server's log tells, under job " +
            std::to_string(run.job().id.value) + ".";
    }
    try {
      run.fail(why);
    } catch (const base::Refusal&) {
      // Removed or taken over meanwhile: nobody waits for this end of it.
    }
  }

  db::Database& database_;
  const base::Clock& clock_;
  Works works_;
  Housekeeping housekeeping_;
  std::function<void()> committed_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool is_woken_ = false;
  std::jthread thread_;  // Last: it uses all of the above.
};

JobRunner::JobRunner(db::Database& database, const base::Clock& clock, Works works,
                     Housekeeping housekeeping, std::function<void()> committed)
    : thread_(std::make_unique<Thread>(database, clock, std::move(works), std::move(housekeeping),
                                       std::move(committed))) {}

JobRunner::~JobRunner() = default;

void JobRunner::wake() { thread_->wake(); }

}  // namespace admitone::artefacts
