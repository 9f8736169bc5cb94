#include "live/broadcasts.hpp"

#include <utility>

#include "base/refusal.hpp"

namespace admitone::live {

std::size_t Broadcasts::follower_count() const {
  const std::lock_guard lock(mutex_);
  return follower_count_;
}

void Broadcasts::require_room() const {
  const std::lock_guard lock(mutex_);
  require_room_locked();
}

void Broadcasts::require_room_locked() const {
  if (follower_count_ < followers_max_) return;
  throw base::Refusal(base::RefusalKind::unavailable, "Too many follow the live streams already.",
                      {}, 5);
}

bool Broadcasts::join(base::ConcertId concert_id, News& news) {
  const std::lock_guard lock(mutex_);
  require_room_locked();
  const auto entry = broadcasts_.try_emplace(concert_id, recent_events_max_).first;
  entry->second.followers.insert(&news);
  ++follower_count_;
  return !std::exchange(is_polling_, true);
}

bool Broadcasts::leave(base::ConcertId concert_id, News& news) {
  const std::lock_guard lock(mutex_);
  const auto entry = broadcasts_.find(concert_id);
  entry->second.followers.erase(&news);
  if (entry->second.followers.empty()) broadcasts_.erase(entry);
  return --follower_count_ == 0;
}

RecentEvents::Next Broadcasts::next_after(base::ConcertId concert_id, std::int64_t seen) const {
  const std::lock_guard lock(mutex_);
  return broadcasts_.at(concert_id).recent.next_after(seen);
}

bool Broadcasts::polling_ends() {
  const std::lock_guard lock(mutex_);
  if (broadcasts_.empty()) is_polling_ = false;
  return !is_polling_;
}

bool Broadcasts::is_polling() const {
  const std::lock_guard lock(mutex_);
  return is_polling_;
}

std::set<base::ConcertId> Broadcasts::followed_after(std::int64_t number) {
  const std::lock_guard lock(mutex_);
  std::set<base::ConcertId> followed;
  for (auto& [concert_id, broadcast] : broadcasts_) {
    broadcast.recent.begin_after(number);
    followed.insert(concert_id);
  }
  return followed;
}

void Broadcasts::add(const Reading& reading) {
  const std::lock_guard lock(mutex_);
  for (const auto& [concert_id, group] : reading.groups) {
    const auto broadcast = broadcasts_.find(concert_id);
    if (broadcast != broadcasts_.end()) broadcast->second.recent.add(group);
  }
}

void Broadcasts::tell_followers() {
  const std::lock_guard lock(mutex_);
  for (auto& [concert_id, broadcast] : broadcasts_) {
    for (News* news : broadcast.followers) news->try_send(boost::system::error_code{});
  }
}

}  // namespace admitone::live
