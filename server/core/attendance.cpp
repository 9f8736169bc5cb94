#include "core/attendance.hpp"

#include <stdexcept>

#include "base/refusal.hpp"

namespace admitone::core {

// The gates are rows of their own; the other members are the columns of one row.
BOOST_DESCRIBE_STRUCT(Attendance, (),
                      (concert_id, created, sold, transferred, scanned_entry, attended, refunded,
                       revenue, currency))
BOOST_DESCRIBE_STRUCT(Arrivals, (), (minute, admitted))
BOOST_DESCRIBE_STRUCT(LocationCount, (), (location, accepted, refused, last_scanned_at))

Attendance get_attendance(db::Transaction& transaction, base::ConcertId concert_id) {
  auto attendance = transaction.find<Attendance>(
      "SELECT a.concert_id, a.created, a.sold, a.transferred, a.scanned_entry, a.attended, "
      "a.refunded, a.revenue, c.currency "
      "FROM attendance a JOIN concerts c ON c.id = a.concert_id WHERE a.concert_id = $1",
      {concert_id});
  if (!attendance) throw base::not_found("There is no such concert.");
  attendance->by_location = transaction.list<LocationCount>(
      "SELECT location, accepted, refused, last_scanned_at FROM attendance_locations "
      "WHERE concert_id = $1 ORDER BY location",
      {concert_id});
  return std::move(*attendance);
}

std::int64_t get_last_serial(db::Transaction& transaction, base::ConcertId concert_id) {
  const auto last = transaction.find<std::int64_t>(
      "SELECT last_serial FROM attendance WHERE concert_id = $1", {concert_id});
  if (!last) throw base::not_found("There is no such concert.");
  return *last;
}

std::int64_t minute_of(base::Timestamp at) {
  return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch() /
         std::chrono::microseconds(1);
}

std::vector<Arrivals> list_arrivals(db::Transaction& transaction, base::ConcertId concert_id,
                                    base::Timestamp since) {
  return transaction.list<Arrivals>(
      "SELECT minute, admitted FROM arrivals WHERE concert_id = $1 AND minute >= $2"
      " ORDER BY minute",
      {concert_id, since});
}

std::int64_t& AttendanceChange::count(TicketStatus status) {
  switch (status) {
    case TicketStatus::created:
      return created;
    case TicketStatus::sold:
      return sold;
    case TicketStatus::transferred:
      return transferred;
    case TicketStatus::scanned_entry:
      return scanned_entry;
    case TicketStatus::attended:
      return attended;
    case TicketStatus::refunded:
      return refunded;
  }
  throw std::logic_error("a ticket has an unknown status");
}

void AttendanceChange::move(TicketStatus from, TicketStatus to) {
  --count(from);
  ++count(to);
}

bool AttendanceChange::is_nothing() const {
  return created == 0 && sold == 0 && transferred == 0 && scanned_entry == 0 && attended == 0 &&
         refunded == 0 && revenue == 0;
}

void apply(db::Transaction& transaction, base::ConcertId concert_id,
           const AttendanceChange& change) {
  apply_each(transaction, {{concert_id, change}});
}

void apply_each(db::Transaction& transaction,
                const std::map<base::ConcertId, AttendanceChange>& changes) {
  std::vector<db::Arguments> each;
  for (const auto& [concert_id, change] : changes) {
    if (change.is_nothing()) continue;
    each.push_back({concert_id, change.created, change.sold, change.transferred,
                    change.scanned_entry, change.attended, change.refunded, change.revenue});
  }
  // A concert with tickets has a row.
  transaction.change_each_soon(
      "UPDATE attendance SET created = created + $2, sold = sold + $3, "
      "transferred = transferred + $4, scanned_entry = scanned_entry + $5, "
      "attended = attended + $6, refunded = refunded + $7, revenue = revenue + $8 "
      "WHERE concert_id = $1",
      each);
}

void lock_attendance(db::Transaction& transaction, base::ConcertId concert_id) {
  const auto locked = transaction.find<base::ConcertId>(
      "SELECT a.concert_id FROM attendance a WHERE a.concert_id = $1 FOR UPDATE OF a",
      {concert_id});
  if (!locked) throw base::not_found("There is no such concert.");
}

}  // namespace admitone::core
