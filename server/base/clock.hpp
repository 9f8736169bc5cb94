#pragma once
// Time is UTC with microseconds inside, RFC 3339 outside. `now` is asked of a Clock at the edge and
// passed inwards as a value; nothing below the edge asks what time it is.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace admitone::base {

using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  /// The current time, UTC. May be called from any thread.
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

/// "2026-11-23T19:30:00Z", with a fraction (".25") only where there is one.
std::string to_rfc3339(Timestamp time);

/// Reads an RFC 3339 date-time with an offset ("Z" or "+01:00"), years 1970 to 9999, fraction cut
/// to microseconds. Nothing if it is not one, or has no offset, or names a day that does not exist.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

}  // namespace admitone::base
