#pragma once
// Reads facts and writes them as events: what the feed does on the database's threads.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "db/database.hpp"
#include "live/event_group.hpp"
#include "live/feed.hpp"

namespace admitone::live {

/// What has happened at the followed concerts since the last reading.
struct Reading {
  std::map<base::ConcertId, std::shared_ptr<const EventGroup>> groups;
  std::int64_t through = 0;  ///< everything up to this number has been read
  bool is_full = false;      ///< there may be more already
};
Reading read_facts(db::Transaction& transaction, const Renderers& renderers,
                   const std::set<base::ConcertId>& followed, std::int64_t after,
                   std::int64_t limit);

/// One concert's facts after `after` and, once that is all of them, its counts; only the counts
/// when `after` is none, or lies in the future, as that of another database would. Throws
/// base::Refusal (not_found).
struct Page {
  EventGroup group;
  std::int64_t through = 0;
  bool is_full = false;
};
Page read_page(db::Transaction& transaction, const Renderers& renderers, base::ConcertId concert_id,
               std::optional<std::int64_t> after, std::int64_t limit);

}  // namespace admitone::live
