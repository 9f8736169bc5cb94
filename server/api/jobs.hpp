#pragma once
// Jobs on the wire.

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "core/jobs.hpp"

namespace admitone::api {

struct Job {
  base::JobId id;
  core::JobKind kind;
  base::ConcertId concert_id;
  core::JobStatus status;
  std::int64_t done;
  std::int64_t total;
  std::optional<std::string> detail;
  base::Timestamp created_at;
  std::optional<base::Timestamp> finished_at;
};
BOOST_DESCRIBE_STRUCT(Job, (),
                      (id, kind, concert_id, status, done, total, detail, created_at, finished_at))

Job present(const core::Job& job);

}  // namespace admitone::api
