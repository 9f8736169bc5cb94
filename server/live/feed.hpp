#pragma once
// The live feed: follows the journal by number and serves it as server-sent events. Every event
// comes from a committed fact; a follower that cannot keep up is dropped and resumes with
// Last-Event-ID, so no admission ever waits for a reader. Knows no JSON: what events look like is
// given to it.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "core/attendance.hpp"
#include "core/journal.hpp"
#include "core/scans.hpp"
#include "db/database.hpp"
#include "http/message.hpp"

namespace admitone::live {

/// How the data of an event is written. Called on the database's threads, several at once.
struct Renderers {
  std::function<std::string(const core::Scan&)> scan;
  std::function<std::string(const core::Fact&)> fact;
  std::function<std::string(const core::Attendance&)> attendance;
};

struct FeedLimits {
  std::size_t followers_max = 256;       ///< more: refused as unavailable
  std::size_t recent_events_max = 4096;  ///< kept a concert; who falls further behind is dropped
  std::int64_t page_facts_max = 500;     ///< read from the database at once
  std::chrono::milliseconds poll_interval{200};          ///< for the facts of other nodes
  std::chrono::milliseconds wake_interval{20};           ///< between two reads at the least
  std::chrono::milliseconds heartbeat_interval{15'000};  ///< without any event
};

class Feed {
 public:
  /// Borrows the database, which must outlive what runs on `executor`.
  Feed(db::Database& database, boost::asio::any_io_executor executor, Renderers renderers,
       const FeedLimits& limits = {});
  ~Feed();

  /// Tells that something was committed on this node. Costs nothing while nobody follows. Any
  /// thread.
  void wake();

  /// Throws base::Refusal (unavailable) when there are as many followers as the limit allows: to be
  /// asked while the answer can still be a refusal. Any thread.
  void require_room() const;

  /// Sends the concert's events until the client is gone, falls behind, or the server stops. First
  /// an "attendance" event with the counts, whose id is the number of the newest fact they hold;
  /// or, with `last_event_id`, first every fact after it. Then "scan" and "fact" events as they
  /// happen, and "attendance" after each group. Throws base::Refusal: not_found, unavailable (too
  /// many followers); whatever the stream throws; db::Unavailable when the database is away at the
  /// beginning.
  boost::asio::awaitable<void> follow(base::ConcertId concert_id,
                                      std::optional<std::int64_t> last_event_id,
                                      http::BodyStream& stream);

  /// Any thread.
  std::size_t follower_count() const;

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace admitone::live
