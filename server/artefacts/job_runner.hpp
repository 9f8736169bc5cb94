#pragma once
// Runs jobs one after the other on a thread of its own.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "base/clock.hpp"
#include "core/jobs.hpp"
#include "db/database.hpp"

namespace admitone::artefacts {

/// One job that is being run: for the work's own thread.
class JobRun {
 public:
  virtual ~JobRun() = default;

  virtual const core::Job& job() const = 0;
  virtual base::Timestamp now() const = 0;

  /// Tells how much is done; call it at least every few seconds, as often as you like. Throws
  /// something that is no std::exception, which the work must let pass, when the job was removed or
  /// taken over, or when the runner has to stop.
  virtual void report(std::int64_t done) = 0;

  /// Ends the job as done, in the transaction of what it did. Throws as core::finish_job does.
  virtual void finish(db::Transaction& transaction, const std::string& detail) = 0;
};

class JobRunner {
 public:
  /// Does a job and calls finish(); may be called again for a job that was begun before. Throws
  /// base::Refusal when the job has failed for a reason that people should read; whatever else it
  /// throws goes to the log.
  using Work = std::function<void(JobRun&)>;
  using Works = std::map<core::JobKind, Work>;

  /// What is to be done now and then; asks the token whether the runner has to stop.
  using Housekeeping = std::function<void(const std::stop_token&)>;

  /// Borrows the database and the clock, which must outlive it. `housekeeping` is called when the
  /// runner starts and every ten minutes, on its thread; `committed` after each commit of a job.
  JobRunner(db::Database& database, const base::Clock& clock, Works works,
            Housekeeping housekeeping, std::function<void()> committed);
  /// Stops: what is being run is given back, to be run again after the next start.
  ~JobRunner();

  /// Tells that a job was added on this node. Any thread.
  void wake();

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace admitone::artefacts
