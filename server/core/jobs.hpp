#pragma once
// Jobs: work that outlasts a request, run by one process at a time, with progress for people.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/clock.hpp"
#include "base/enum_text.hpp"
#include "base/ids.hpp"
#include "db/database.hpp"

namespace admitone::core {

enum class JobKind { print_sheet, import };
BOOST_DESCRIBE_ENUM(JobKind, print_sheet, import)

enum class JobStatus { queued, running, done, failed };
BOOST_DESCRIBE_ENUM(JobStatus, queued, running, done, failed)

struct Job {
  base::JobId id;
  JobKind kind;
  base::ConcertId concert_id;
  base::UserId requested_by_user_id;
  JobStatus status;
  std::int64_t done;                  ///< of `total`
  std::int64_t total;                 ///< tickets, or rows of a file
  std::optional<std::string> detail;  ///< once finished: what came of it, for people
  base::Timestamp created_at;
  std::optional<base::Timestamp> finished_at;
};
BOOST_DESCRIBE_STRUCT(Job, (),
                      (id, kind, concert_id, requested_by_user_id, status, done, total, detail,
                       created_at, finished_at))

struct NewJob {
  JobKind kind;
  base::ConcertId concert_id;
  base::UserId requested_by;
  std::int64_t total;
};

inline constexpr std::int64_t unfinished_jobs_max = 20;  ///< of a concert
/// A running job that has not told of progress for so long may be taken over.
inline constexpr std::chrono::seconds job_lease{30};
inline constexpr std::int64_t job_attempts_max = 3;  ///< whose runners were never heard of again

/// Queues a job. Throws base::Refusal: not_found without such a concert; conflict when that has
/// unfinished_jobs_max unfinished ones already.
Job add_job(db::Transaction& transaction, const NewJob& job, base::Timestamp now);

/// Whether any job waits or is being run.
bool has_unfinished_jobs(db::Transaction& transaction);

/// Takes the oldest job that waits, or whose runner has not been heard of, for the runner with this
/// token; nothing when there is none. Of several runners one gets it. A job that was begun
/// job_attempts_max times and never ended has failed: it may be what its runners died of.
std::optional<Job> take_job(db::Transaction& transaction, const std::string& lease,
                            base::Timestamp now);

/// The same for one job alone, if it waits or its runner has not been heard of.
std::optional<Job> take_job(db::Transaction& transaction, base::JobId id, const std::string& lease,
                            base::Timestamp now);

/// Notes progress and renews the lease. False: the job is this runner's no more (taken over, or
/// removed), and what it does is of no use.
bool report_progress(db::Transaction& transaction, base::JobId id, const std::string& lease,
                     std::int64_t done, base::Timestamp now);

/// Ends a job of this runner as done, or as failed, with a sentence for people. Call it in the
/// transaction of what the job did. Throws base::Refusal (conflict), so that all of it rolls back,
/// when the job is this runner's no more.
void finish_job(db::Transaction& transaction, base::JobId id, const std::string& lease,
                JobStatus status, const std::string& detail, base::Timestamp now);

/// Gives a running job back, to be run again from the start: this runner has to stop.
void release_job(db::Transaction& transaction, base::JobId id, const std::string& lease);

std::optional<Job> find_job(db::Transaction& transaction, base::JobId id);

/// A concert's jobs of a kind, newest first, older than `before` (none: from the newest), at most
/// `limit`.
std::vector<Job> list_jobs(db::Transaction& transaction, base::ConcertId concert_id, JobKind kind,
                           std::optional<base::JobId> before, std::int64_t limit);

/// Removes it, running or not; its runner hears of it with the next progress. False: there is none.
bool remove_job(db::Transaction& transaction, base::JobId id);

}  // namespace admitone::core
