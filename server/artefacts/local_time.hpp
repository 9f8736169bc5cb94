#pragma once
// A moment as people at the place read it.

#include <string>

#include "base/clock.hpp"

namespace admitone::artefacts {

struct LocalTime {
  std::string day;   ///< "Saturday 12 December 2026"
  std::string time;  ///< "19:30 CET"
};

/// In English whatever the process's locale. A zone that this machine does not have is told as UTC,
/// and says so.
LocalTime local_time(base::Timestamp moment, const std::string& iana_timezone);

}  // namespace admitone::artefacts
