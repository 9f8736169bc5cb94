#pragma once
// What waits to be done behind the scenes: letters and jobs.

#include <cstdint>
#include <optional>

#include "db/database.hpp"

namespace admitone::core {

struct Backlog {
  std::int64_t letters_waiting;
  std::int64_t letters_given_up;
  std::optional<base::Timestamp> oldest_letter_at;  ///< of those that wait
  std::int64_t jobs_queued;
  std::int64_t jobs_running;
};

Backlog read_backlog(db::Transaction& transaction);

}  // namespace admitone::core
