// The second half of a batch: what was judged is written. See scan_batch.cpp for the first.

#include <algorithm>
#include <utility>

#include "core/refunds.hpp"
#include "core/scan_batch.hpp"
#include "core/transfers.hpp"

namespace admitone::core {

namespace {

/// The journal's sentences have no full stop: they stand in tables.
std::string without_stop(std::string sentence) {
  if (sentence.ends_with('.')) sentence.pop_back();
  return sentence;
}

}  // namespace

void ScanBatch::close_pending() {
  for (const auto& [id, state] : tickets_) {
    const LockedTicket& ticket = state.ticket;
    if (!state.last_use || !ticket.pending || ticket.status != TicketStatus::attended) continue;
    const base::Timestamp now = trials_[*state.last_use].scan.scanned_at;
    auto facts = *ticket.pending == Pending::refund ? close_pending_refund(transaction_, id, now)
                                                    : close_pending_transfer(transaction_, id, now);
    for (Fact& fact : facts) closed_.push_back(std::move(fact));
  }
}

void ScanBatch::count() {
  std::map<base::ConcertId, AttendanceChange> changes;
  for (const auto& [id, state] : tickets_) {
    if (!state.last_use) continue;
    changes[state.ticket.concert_id].move(state.stored_status, state.ticket.status);
  }
  apply_each(transaction_, changes);

  std::map<std::pair<base::ConcertId, std::string>, LocationCount> locations;
  for (const Trial& trial : trials_) {
    if (!trial.is_open() || !trial.scan.concert_id) continue;
    const Scan& scan = trial.scan;
    LocationCount& at = locations[{*scan.concert_id, scan.location.value_or("")}];
    ++(scan.verdict == Verdict::accepted ? at.accepted : at.refused);
    at.last_scanned_at = std::max(at.last_scanned_at, scan.scanned_at);
  }
  std::vector<db::Arguments> each;
  for (const auto& [place, at] : locations) {
    each.push_back({place.first, place.second, at.accepted, at.refused, at.last_scanned_at});
  }
  transaction_.change_soon(
      "INSERT INTO attendance_locations (concert_id, location, accepted, refused, last_scanned_at) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (concert_id, location) DO UPDATE SET "
      "accepted = attendance_locations.accepted + excluded.accepted, "
      "refused = attendance_locations.refused + excluded.refused, "
      "last_scanned_at = CASE WHEN excluded.last_scanned_at > attendance_locations.last_scanned_at "
      "THEN excluded.last_scanned_at ELSE attendance_locations.last_scanned_at END",
      each);
}

void ScanBatch::count_arrivals() {
  std::map<std::pair<base::ConcertId, std::int64_t>, std::int64_t> admitted;
  for (const auto& [id, state] : tickets_) {
    if (!state.last_use || state.ticket.status != TicketStatus::attended) continue;
    const auto at = trials_[*state.last_use].scan.scanned_at;
    ++admitted[{state.ticket.concert_id, minute_of(at)}];
  }
  std::vector<db::Arguments> each;
  for (const auto& [place, count] : admitted) each.push_back({place.first, place.second, count});
  transaction_.change_soon(
      "INSERT INTO arrivals (concert_id, minute, admitted) VALUES ($1, $2, $3) "
      "ON CONFLICT (concert_id, minute) DO UPDATE SET "
      "admitted = arrivals.admitted + excluded.admitted",
      each);
}

void ScanBatch::number() {
  std::size_t count = closed_.size();
  for (const Trial& trial : trials_) count += trial.is_open() ? 1 : 0;
  if (count == 0) return;
  last_number_ = take_numbers_later(transaction_, count);
  std::int64_t next = 1 - static_cast<std::int64_t>(count);
  for (Trial& trial : trials_) {
    if (trial.is_open()) trial.scan.id = {next++};
  }
  for (Fact& fact : closed_) fact.number = next++;
}

void ScanBatch::insert_scans() {
  std::vector<db::Arguments> each;
  each.reserve(trials_.size());
  for (const Trial& trial : trials_) {
    if (!trial.is_open()) continue;
    const Scan& scan = trial.scan;
    db::Argument previous_scan_id = nullptr;
    if (trial.previous && trial.previous->trial) {
      previous_scan_id = last_number_ + trials_[*trial.previous->trial].scan.id.value;
    } else if (trial.previous) {
      previous_scan_id = trial.previous->id;
    }
    each.push_back({last_number_ + scan.id.value, scan.scan_id, trial.digest, scan.ticket_id,
                    scan.concert_id, scan.scan_type, scan.verdict, scan.reason,
                    scan.scanned_by_user_id, scan.location, scan.notes, scan.scanned_at,
                    scan.ticket_status, previous_scan_id});
  }
  transaction_.change_soon(
      "INSERT INTO scans (id, scan_id, request_digest, ticket_id, concert_id, scan_type, verdict, "
      "reason, scanned_by_user_id, location, notes, scanned_at, ticket_status, previous_scan_id) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      each);
}

void ScanBatch::write_journal() {
  std::vector<Fact> facts;
  facts.reserve(trials_.size() + closed_.size());
  for (const Trial& trial : trials_) {
    if (!trial.is_open()) continue;
    const Scan& scan = trial.scan;
    facts.push_back({.number = scan.id.value,
                     .at = scan.scanned_at,
                     .kind = scan.verdict == Verdict::accepted ? "scan.accepted" : "scan.refused",
                     .actor_user_id = scan.scanned_by_user_id,
                     .concert_id = scan.concert_id,
                     .ticket_id = scan.ticket_id,
                     .subject_id = {},
                     .detail = without_stop(message_of(scan))});
  }
  for (Fact& fact : closed_) facts.push_back(std::move(fact));
  append(transaction_, facts, last_number_);
}

void ScanBatch::update_tickets() {
  std::vector<db::Arguments> each;
  for (const auto& [id, state] : tickets_) {
    if (!state.last_use) continue;
    const Scan& scan = trials_[*state.last_use].scan;
    const LockedTicket& ticket = state.ticket;
    const bool is_admitted = ticket.status == TicketStatus::attended;
    each.push_back({id, state.stored_status, ticket.status,
                    is_admitted ? std::nullopt : ticket.pending, last_number_ + scan.id.value,
                    scan.scanned_at});
  }
  // Nobody else can have changed what is locked; if somebody has, nothing of this is committed.
  transaction_.change_each_soon(
      "UPDATE tickets SET status = $3, pending = $4, last_scan_id = $5, updated_at = $6 "
      "WHERE id = $1 AND status = $2",
      each);
}

JudgedScans ScanBatch::judged() {
  std::vector<ScanOutcome> outcomes;
  std::vector<std::size_t> numbered;
  outcomes.reserve(trials_.size());
  numbered.reserve(trials_.size());
  for (Trial& trial : trials_) {
    if (trial.outcome) {
      outcomes.push_back(std::move(*trial.outcome));
      continue;
    }
    numbered.push_back(outcomes.size());
    const Scan& scan = trial.repeats ? trials_[*trial.repeats].scan : trial.scan;
    outcomes.emplace_back(std::in_place_type<Recorded>, scan, trial.repeats.has_value());
  }
  return {std::move(outcomes), std::move(numbered), last_number_};
}

}  // namespace admitone::core
