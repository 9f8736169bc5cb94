#pragma once
// Where the poller and the followers meet: recent events and who waits for them, by concert. Any
// thread; nobody holds its mutex while waiting for anything.

#include <map>
#include <mutex>
#include <set>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>

#include "base/ids.hpp"
#include "live/journal_reader.hpp"
#include "live/recent_events.hpp"

namespace admitone::live {

/// Holds a token when there may be news for a follower.
using News = boost::asio::experimental::concurrent_channel<void(boost::system::error_code)>;

class Broadcasts {
 public:
  Broadcasts(std::size_t followers_max, std::size_t recent_events_max)
      : followers_max_(followers_max), recent_events_max_(recent_events_max) {}

  std::size_t follower_count() const;
  /// Throws base::Refusal (unavailable) when no further follower may join.
  void require_room() const;

  /// Adds a follower, until leave(). True when nobody polls: from now on the caller does. Throws as
  /// require_room does.
  [[nodiscard]] bool join(base::ConcertId concert_id, News& news);
  /// True when it was the last of all followers.
  bool leave(base::ConcertId concert_id, News& news);
  /// What comes for a follower who has seen the facts up to `seen`.
  RecentEvents::Next next_after(base::ConcertId concert_id, std::int64_t seen) const;

  /// For the poller. True when there are no followers any more: it must end.
  bool polling_ends();
  bool is_polling() const;
  /// The concerts whose facts after `number` must be added.
  std::set<base::ConcertId> followed_after(std::int64_t number);
  void add(const Reading& reading);
  /// Gives every follower a token.
  void tell_followers();

 private:
  struct Broadcast {
    explicit Broadcast(std::size_t events_max) : recent(events_max) {}
    RecentEvents recent;
    std::set<News*> followers;
  };

  void require_room_locked() const;

  const std::size_t followers_max_;
  const std::size_t recent_events_max_;
  mutable std::mutex mutex_;
  std::map<base::ConcertId, Broadcast> broadcasts_;
  std::size_t follower_count_ = 0;
  bool is_polling_ = false;
};

}  // namespace admitone::live
