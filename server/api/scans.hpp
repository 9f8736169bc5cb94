#pragma once
// Scans and counts on the wire: answered by the scan endpoints, sent by the live stream.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "api/tickets.hpp"
#include "core/attendance.hpp"
#include "core/money.hpp"
#include "core/scans.hpp"

namespace admitone::api {

struct PreviousScan {
  base::Timestamp scanned_at;
  std::optional<std::string> location;
  std::string scanned_by;
};
BOOST_DESCRIBE_STRUCT(PreviousScan, (), (scanned_at, location, scanned_by))

struct Scan {
  base::ScanId id;
  std::string scan_id;
  std::optional<base::TicketId> ticket_id;
  std::optional<base::ConcertId> concert_id;
  core::ScanType scan_type;
  core::Verdict verdict;
  core::Reason reason;
  std::string message;
  base::UserId scanned_by_user_id;
  std::optional<std::string> location;
  std::optional<std::string> notes;
  base::Timestamp scanned_at;
  std::optional<TicketSummary> ticket;
  std::optional<PreviousScan> previous;
};
BOOST_DESCRIBE_STRUCT(Scan, (),
                      (id, scan_id, ticket_id, concert_id, scan_type, verdict, reason, message,
                       scanned_by_user_id, location, notes, scanned_at, ticket, previous))

struct LocationCount {
  std::optional<std::string> location;
  std::int64_t accepted;
  std::int64_t refused;
  base::Timestamp last_scanned_at;
};
BOOST_DESCRIBE_STRUCT(LocationCount, (), (location, accepted, refused, last_scanned_at))

struct Attendance {
  base::ConcertId concert_id;
  std::int64_t total;
  std::int64_t created;
  std::int64_t sold;  ///< ever sold and not refunded
  std::int64_t scanned_entry;
  std::int64_t attended;
  std::int64_t refunded;
  std::int64_t transferred;
  double attendance_rate;  ///< attended / sold, 0 to 1
  core::Money revenue;
  std::vector<LocationCount> by_location;
};
BOOST_DESCRIBE_STRUCT(Attendance, (),
                      (concert_id, total, created, sold, scanned_entry, attended, refunded,
                       transferred, attendance_rate, revenue, by_location))

Scan present(const core::Scan& scan);
Attendance present(const core::Attendance& attendance);

}  // namespace admitone::api
