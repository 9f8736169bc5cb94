#include "core/scans.hpp"

#include <limits>
#include <utility>

#include "core/scan_batch.hpp"
#include "core/scan_row.hpp"

namespace admitone::core {

JudgedScans::JudgedScans(std::vector<ScanOutcome> outcomes, std::vector<std::size_t> numbered,
                         db::Later last)
    : outcomes_(std::move(outcomes)), numbered_(std::move(numbered)), last_(std::move(last)) {}

std::vector<ScanOutcome> JudgedScans::outcomes() && {
  for (const std::size_t index : numbered_) {
    std::get<Recorded>(outcomes_[index]).scan.id.value += last_.value();
  }
  return std::move(outcomes_);
}

JudgedScans record_scans(db::Transaction& transaction, SigningKeys& keys,
                         std::span<const ScanAttempt> attempts) {
  return ScanBatch(transaction, keys, attempts).record();
}

std::vector<Scan> list_scans_of(db::Transaction& transaction, base::TicketId ticket_id,
                                base::ScanId after, std::int64_t limit) {
  // The ticket's admission and its other scans have an index each.
  static const std::string sql =
      "SELECT " + scan_columns + scan_tables +
      "WHERE s.id IN (SELECT a.id FROM scans a WHERE a.ticket_id = $1"
      " AND a.scan_type = 'attendance' AND a.verdict = 'accepted'"
      " UNION ALL SELECT o.id FROM scans o WHERE o.ticket_id = $1"
      " AND NOT (o.scan_type = 'attendance' AND o.verdict = 'accepted')) AND s.id > $2"
      " ORDER BY s.id LIMIT $3";
  return transaction.list<Scan>(sql, {ticket_id, after, limit});
}

std::vector<Scan> list_scans_at(db::Transaction& transaction, base::ConcertId concert_id,
                                std::optional<base::ScanId> before, std::int64_t limit) {
  // A scan's id is its fact's number, and the journal knows a concert's facts.
  static const std::string sql =
      "SELECT " + scan_columns + scan_tables +
      "WHERE s.id IN (SELECT j.number FROM journal j WHERE j.concert_id = $1 AND j.number < $2"
      " AND (j.kind = 'scan.accepted' OR j.kind = 'scan.refused')"
      " ORDER BY j.number DESC LIMIT $3) ORDER BY s.id DESC";
  const std::int64_t end = before ? before->value : std::numeric_limits<std::int64_t>::max();
  return transaction.list<Scan>(sql, {concert_id, end, limit});
}

std::vector<Scan> find_scans(db::Transaction& transaction, std::span<const base::ScanId> ids) {
  static const std::string sql = "SELECT " + scan_columns + scan_tables + "WHERE s.id = $1";
  std::vector<db::Arguments> each;
  each.reserve(ids.size());
  for (const base::ScanId id : ids) each.push_back({id});
  std::vector<Scan> scans;
  scans.reserve(ids.size());
  for (db::Rows& rows : transaction.find_each(sql, each)) {
    if (!rows.empty()) scans.push_back(db::read_row<Scan>(rows, 0));
  }
  return scans;
}

}  // namespace admitone::core
