#include "live/recent_events.hpp"

#include <algorithm>
#include <utility>

namespace admitone::live {

void RecentEvents::begin_after(std::int64_t number) {
  if (!floor_) floor_ = number;
}

void RecentEvents::add(std::shared_ptr<const EventGroup> group) {
  if (!floor_) return;
  event_count_ += group->fact_count();
  groups_.push_back(std::move(group));
  while (event_count_ > events_max_ && groups_.size() > 1) {
    event_count_ -= groups_.front()->fact_count();
    floor_ = groups_.front()->last();
    groups_.pop_front();
  }
}

RecentEvents::Next RecentEvents::next_after(std::int64_t number) const {
  if (!floor_) return {Position::not_begun, nullptr};
  if (number < *floor_) return {Position::behind, nullptr};
  const auto next = std::ranges::upper_bound(groups_, number, {},
                                             [](const auto& group) { return group->last(); });
  return {Position::current, next == groups_.end() ? nullptr : *next};
}

}  // namespace admitone::live
