#include "api/jobs.hpp"

#include "api/endpoints.hpp"
#include "base/refusal.hpp"

namespace admitone::api {
namespace {

Job show(Call& call, db::Transaction& transaction, const Nothing&) {
  const auto job = core::find_job(transaction, call.path<base::JobId>("id"));
  if (!job) throw base::not_found("There is no such job.");
  return present(*job);
}

}  // namespace

Job present(const core::Job& job) {
  return {.id = job.id,
          .kind = job.kind,
          .concert_id = job.concert_id,
          .status = job.status,
          .done = job.done,
          .total = job.total,
          .detail = job.detail,
          .created_at = job.created_at,
          .finished_at = job.finished_at};
}

Endpoints job_endpoints() {
  return {get("/api/jobs/{id}", Who::admins, "How far a job is", reads(&show))};
}

}  // namespace admitone::api
