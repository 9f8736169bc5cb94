#pragma once
// A concert's counts, kept by every transaction that changes them: reading them costs the same at
// any size.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/tickets.hpp"
#include "db/database.hpp"

namespace admitone::core {

struct LocationCount {
  std::string location;  ///< "" for scans that named none
  std::int64_t accepted;
  std::int64_t refused;
  base::Timestamp last_scanned_at;
};

struct Attendance {
  base::ConcertId concert_id;
  std::int64_t created = 0;
  std::int64_t sold = 0;
  std::int64_t transferred = 0;
  std::int64_t scanned_entry = 0;
  std::int64_t attended = 0;
  std::int64_t refunded = 0;
  std::int64_t revenue = 0;  ///< minor units: prices of what was sold, less what was refunded
  std::string currency;
  std::vector<LocationCount> by_location;

  std::int64_t total() const {
    return created + sold + transferred + scanned_entry + attended + refunded;
  }
  std::int64_t ever_sold_and_not_refunded() const {
    return sold + transferred + scanned_entry + attended;
  }
};

/// Throws base::Refusal (not_found) when there is no such concert.
Attendance get_attendance(db::Transaction& transaction, base::ConcertId concert_id);

/// The last serial that was given out, and so how many tickets the concert has, with those of
/// orders that are still being stored; 0 when there are none. Throws base::Refusal (not_found) when
/// there is no such concert.
std::int64_t get_last_serial(db::Transaction& transaction, base::ConcertId concert_id);

/// Admissions in one minute.
struct Arrivals {
  base::Timestamp minute;
  std::int64_t admitted;
};

/// The minute a moment lies in, as microseconds.
std::int64_t minute_of(base::Timestamp at);

/// The minutes since `since` in which somebody was admitted, oldest first.
std::vector<Arrivals> list_arrivals(db::Transaction& transaction, base::ConcertId concert_id,
                                    base::Timestamp since);

/// How a transaction changes a concert's counts.
struct AttendanceChange {
  std::int64_t created = 0;
  std::int64_t sold = 0;
  std::int64_t transferred = 0;
  std::int64_t scanned_entry = 0;
  std::int64_t attended = 0;
  std::int64_t refunded = 0;
  std::int64_t revenue = 0;

  /// One ticket goes from one status to another.
  void move(TicketStatus from, TicketStatus to);
  /// One more ticket has this status.
  void enter(TicketStatus status) { ++count(status); }
  bool is_nothing() const;

 private:
  std::int64_t& count(TicketStatus status);
};

/// Call it after the tickets' own updates and just before record(): its row lock lasts until the
/// commit.
void apply(db::Transaction& transaction, base::ConcertId concert_id,
           const AttendanceChange& change);
/// The same for several concerts, whose rows are locked in the order of their ids.
void apply_each(db::Transaction& transaction,
                const std::map<base::ConcertId, AttendanceChange>& changes);

/// Waits for whoever is changing the concert's counts, and keeps others from it until the commit:
/// for a rule that compares the counts with the concert's own row, which a later statement then
/// sees as it is. Throws base::Refusal (not_found) when there is no such concert.
void lock_attendance(db::Transaction& transaction, base::ConcertId concert_id);

}  // namespace admitone::core
