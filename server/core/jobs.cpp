#include "core/jobs.hpp"

#include <limits>

#include "base/refusal.hpp"
#include "core/concerts.hpp"

namespace admitone::core {
namespace {

const std::string columns =
    "id, kind, concert_id, requested_by_user_id, status, done, total, detail, created_at,"
    " finished_at";

const std::string add_sql =
    "INSERT INTO jobs (kind, concert_id, requested_by_user_id, status, total, created_at)"
    " VALUES ($1, $2, $3, 'queued', $4, $5) RETURNING " +
    columns;

const std::string give_up_sql =
    "UPDATE jobs SET status = 'failed', detail = 'It was begun several times and never ended.',"
    " lease = NULL, leased_until = NULL, finished_at = $1"
    " WHERE finished_at IS NULL AND leased_until < $1 AND attempts >= $2";

// The outer conditions are tested again on the row as another runner has left it.
const std::string take_sql_start =
    "UPDATE jobs SET status = 'running', done = 0, attempts = attempts + 1, lease = $1,"
    " leased_until = $2 WHERE ";
const std::string take_sql_end =
    " AND finished_at IS NULL AND (status = 'queued' OR leased_until < $3) RETURNING " + columns;

const std::string take_oldest_sql = take_sql_start +
                                    "id = (SELECT min(j.id) FROM jobs j WHERE j.finished_at IS NULL"
                                    " AND (j.status = 'queued' OR j.leased_until < $3))" +
                                    take_sql_end;

const std::string take_one_sql = take_sql_start + "id = $4" + take_sql_end;

const std::string find_sql = "SELECT " + columns + " FROM jobs WHERE id = $1";

const std::string list_sql =
    "SELECT " + columns +
    " FROM jobs WHERE concert_id = $1 AND kind = $2 AND id < $3 ORDER BY id DESC LIMIT $4";

}  // namespace

Job add_job(db::Transaction& transaction, const NewJob& job, base::Timestamp now) {
  get_concert(transaction, job.concert_id);
  const auto unfinished = transaction.find<std::int64_t>(
      "SELECT count(*) FROM jobs WHERE concert_id = $1 AND finished_at IS NULL", {job.concert_id});
  if (unfinished.value() >= unfinished_jobs_max) {
    throw base::conflict("This concert has " + std::to_string(*unfinished) +
                         " unfinished jobs already. Wait for one of them, or remove it.");
  }
  return transaction
      .find<Job>(add_sql, {job.kind, job.concert_id, job.requested_by, job.total, now})
      .value();
}

bool has_unfinished_jobs(db::Transaction& transaction) {
  return transaction.find<std::int64_t>("SELECT 1 FROM jobs WHERE finished_at IS NULL LIMIT 1")
      .has_value();
}

std::optional<Job> take_job(db::Transaction& transaction, const std::string& lease,
                            base::Timestamp now) {
  transaction.run(give_up_sql, {now, job_attempts_max});
  return transaction.find<Job>(take_oldest_sql, {lease, now + job_lease, now});
}

std::optional<Job> take_job(db::Transaction& transaction, base::JobId id, const std::string& lease,
                            base::Timestamp now) {
  transaction.run(give_up_sql, {now, job_attempts_max});
  return transaction.find<Job>(take_one_sql, {lease, now + job_lease, now, id});
}

bool report_progress(db::Transaction& transaction, base::JobId id, const std::string& lease,
                     std::int64_t done, base::Timestamp now) {
  const auto rows = transaction.run(
      "UPDATE jobs SET done = $3, leased_until = $4 WHERE id = $1 AND lease = $2"
      " AND status = 'running'",
      {id, lease, done, now + job_lease});
  return rows.changed_count > 0;
}

void finish_job(db::Transaction& transaction, base::JobId id, const std::string& lease,
                JobStatus status, const std::string& detail, base::Timestamp now) {
  const auto rows = transaction.run(
      "UPDATE jobs SET status = $3, detail = $4, finished_at = $5, lease = NULL,"
      " leased_until = NULL, done = CASE WHEN CAST($3 AS TEXT) = 'done' THEN total ELSE done END"
      " WHERE id = $1 AND lease = $2 AND status = 'running'",
      {id, lease, status, detail, now});
  if (rows.changed_count == 0) throw base::conflict("This job was removed, or is run elsewhere.");
}

void release_job(db::Transaction& transaction, base::JobId id, const std::string& lease) {
  transaction.run(
      "UPDATE jobs SET status = 'queued', done = 0, attempts = attempts - 1, lease = NULL,"
      " leased_until = NULL"
      " WHERE id = $1 AND lease = $2 AND status = 'running'",
      {id, lease});
}

std::optional<Job> find_job(db::Transaction& transaction, base::JobId id) {
  return transaction.find<Job>(find_sql, {id});
}

std::vector<Job> list_jobs(db::Transaction& transaction, base::ConcertId concert_id, JobKind kind,
                           std::optional<base::JobId> before, std::int64_t limit) {
  const std::int64_t older_than = before ? before->value : std::numeric_limits<std::int64_t>::max();
  return transaction.list<Job>(list_sql, {concert_id, kind, older_than, limit});
}

bool remove_job(db::Transaction& transaction, base::JobId id) {
  return transaction.run("DELETE FROM jobs WHERE id = $1", {id}).changed_count > 0;
}

}  // namespace admitone::core
