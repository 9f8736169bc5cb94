#pragma once
// How a stored scan is read: for the files of this room whose statements return scans.

#include <string>

#include <boost/describe/class.hpp>

#include "core/scans.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(Scan, (),
                      (id, scan_id, ticket_id, concert_id, scan_type, verdict, reason,
                       scanned_by_user_id, scanned_by, location, notes, scanned_at, ticket_number,
                       serial, tier, ticket_status, buyer_name, previous_scanned_at,
                       previous_location, previous_scanned_by))

/// A Scan's columns, in the order of its members. What the verdict told (the ticket's status, the
/// scan before) comes from the scan's own row, not from what has become of the ticket since.
inline const std::string scan_columns =
    "s.id, s.scan_id, s.ticket_id, s.concert_id, s.scan_type, s.verdict, s.reason, "
    "s.scanned_by_user_id, u.username, s.location, s.notes, s.scanned_at, t.ticket_number, "
    "t.serial, t.tier, s.ticket_status, t.buyer_name, p.scanned_at, p.location, pu.username";

inline const std::string scan_tables =
    " FROM scans s JOIN users u ON u.id = s.scanned_by_user_id "
    "LEFT JOIN tickets t ON t.id = s.ticket_id LEFT JOIN scans p ON p.id = s.previous_scan_id "
    "LEFT JOIN users pu ON pu.id = p.scanned_by_user_id ";

}  // namespace admitone::core
