#pragma once
// The newest events of one followed concert, kept once for all of its followers. Not for several
// threads at once.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>

#include "live/event_group.hpp"

namespace admitone::live {

class RecentEvents {
 public:
  explicit RecentEvents(std::size_t events_max) : events_max_(events_max) {}

  /// From now on every fact after `number` is added. Only the first call counts.
  void begin_after(std::int64_t number);

  /// Adds the next facts, and forgets the oldest beyond the limit. Ignored before begin_after.
  void add(std::shared_ptr<const EventGroup> group);

  enum class Position {
    not_begun,  ///< nobody can tell yet which facts will be here
    behind,     ///< facts are missing here: the database has them
    current
  };
  struct Next {
    Position position;
    std::shared_ptr<const EventGroup> group;  ///< null: nothing new
  };
  /// What comes for somebody who has seen the facts up to `number`.
  Next next_after(std::int64_t number) const;

 private:
  std::size_t events_max_;
  std::size_t event_count_ = 0;
  std::optional<std::int64_t> floor_;  ///< every fact with a higher number is or will be here
  std::deque<std::shared_ptr<const EventGroup>> groups_;
};

}  // namespace admitone::live
