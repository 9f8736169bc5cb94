#include "core/scan_batch.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

#include "base/refusal.hpp"
#include "base/secret.hpp"
#include "core/scan_row.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(ScanBatch::LockedTicket, (),
                      (id, concert_id, ticket_number, serial, tier, status, buyer_name, pending,
                       issue, key_id, signature, last_scan_id))
BOOST_DESCRIBE_STRUCT(ScanBatch::Previous, (), (id, scanned_at, location, scanned_by))

namespace {

struct StoredScan : Scan {
  base::Bytes request_digest;
};
BOOST_DESCRIBE_STRUCT(StoredScan, (Scan), (request_digest))

struct GateRow {
  std::string username;
  std::int64_t concert_count;
};
BOOST_DESCRIBE_STRUCT(GateRow, (), (username, concert_count))

/// What was asked, so that the same scan_id with another body is noticed. Lengths stand before the
/// texts: no two requests have the same octets.
base::Bytes digest_of(const ScanAttempt& attempt) {
  std::string octets;
  const auto add = [&octets](const std::optional<std::string>& text) {
    octets += text ? std::to_string(text->size()) + ":" + *text : "-";
  };
  add(attempt.code);
  add(attempt.ticket_number);
  add(base::to_text(attempt.scan_type));
  add(attempt.concert_id ? std::optional(std::to_string(attempt.concert_id->value)) : std::nullopt);
  add(attempt.location);
  add(attempt.notes);
  return base::digest(base::as_bytes(octets));
}

std::exception_ptr refused(const std::string& pointer, const std::string& detail) {
  return std::make_exception_ptr(base::invalid_field(pointer, detail));
}

std::exception_ptr scan_id_was_used() { return refused("/scan_id", "was used for another scan"); }

/// The number as it is stored, or nothing when it can be none.
std::optional<std::string> parsed_number(const std::string& text) {
  try {
    return PrintedNumber::parse(text).text();
  } catch (const base::BadValue&) {
    return std::nullopt;
  }
}

}  // namespace

ScanBatch::ScanBatch(db::Transaction& transaction, SigningKeys& keys,
                     std::span<const ScanAttempt> attempts)
    : transaction_(transaction), keys_(keys) {
  trials_.reserve(attempts.size());
  for (const ScanAttempt& attempt : attempts) trials_.push_back({attempt, digest_of(attempt)});
}

JudgedScans ScanBatch::record() {
  find_claimed_tickets();
  look_up();
  answer_repeats_within();
  read_previous_scans();
  for (std::size_t index = 0; index < trials_.size(); ++index) {
    if (trials_[index].is_open()) judge_trial(index);
  }
  close_pending();
  count();
  count_arrivals();
  number();
  insert_scans();
  write_journal();
  update_tickets();
  return judged();
}

/// None of these needs another's answer. Nearly all scans are new: whether one is not is asked of
/// the index alone. A ticket that is locked for the replay of a scan is locked in vain.
void ScanBatch::look_up() {
  std::vector<db::Arguments> gates;
  for (const Trial& trial : trials_) {
    scanners_.try_emplace({trial.attempt.scanned_by, trial.attempt.concert_id});
  }
  for (const auto& [gate, username] : scanners_) gates.push_back({gate.first, gate.second});
  std::vector<db::Arguments> scan_ids;
  scan_ids.reserve(trials_.size());
  for (const Trial& trial : trials_) scan_ids.push_back({trial.attempt.scan_id});
  std::vector<db::Arguments> tickets;
  for (const base::TicketId id : claimed_tickets()) tickets.push_back({id});
  const std::array<db::Question, 3> questions{{
      {"SELECT u.username, (SELECT COUNT(*) FROM concerts WHERE id = $2) FROM users u "
       "WHERE u.id = $1",
       gates},
      {"SELECT 1 FROM scans WHERE scan_id = $1", scan_ids},
      {"SELECT t.id, t.concert_id, t.ticket_number, t.serial, t.tier, t.status, t.buyer_name, "
       "t.pending, t.issue, t.key_id, t.signature, t.last_scan_id FROM tickets t "
       "WHERE t.id = $1 FOR UPDATE OF t",
       tickets},
  }};
  auto answers = transaction_.find_together(questions);
  meet_gates(answers[0]);
  answer_replays(answers[1]);
  keep_tickets(answers[2]);
}

void ScanBatch::meet_gates(std::vector<db::Rows>& answers) {
  auto rows = answers.begin();
  for (auto& [gate, username] : scanners_) {
    if (rows->empty()) throw std::logic_error("a scan names a scanner who is not stored");
    auto row = db::read_row<GateRow>(*rows++, 0);
    username = std::move(row.username);
    if (!gate.second || row.concert_count > 0) continue;
    for (Trial& trial : trials_) {
      if (trial.attempt.concert_id == gate.second) {
        trial.outcome = refused("/concert_id", "must be a concert that exists");
      }
    }
  }
}

void ScanBatch::answer_replays(const std::vector<db::Rows>& answers) {
  auto rows = answers.begin();
  for (Trial& trial : trials_) {
    if (!(rows++)->empty() && trial.is_open()) answer_replay(trial);
  }
}

void ScanBatch::answer_replay(Trial& trial) {
  static const std::string sql =
      "SELECT " + scan_columns + ", s.request_digest" + scan_tables + "WHERE s.scan_id = $1";
  auto stored = transaction_.find<StoredScan>(sql, {trial.attempt.scan_id}).value();
  if (stored.request_digest == trial.digest) {
    trial.outcome = Recorded{std::move(stored), true};
  } else {
    trial.outcome = scan_id_was_used();
  }
}

void ScanBatch::answer_repeats_within() {
  std::unordered_map<std::string_view, std::size_t> first;
  for (std::size_t index = 0; index < trials_.size(); ++index) {
    Trial& trial = trials_[index];
    if (!trial.is_open()) continue;
    const auto [entry, is_first] = first.try_emplace(trial.attempt.scan_id, index);
    if (is_first) continue;
    if (trials_[entry->second].digest == trial.digest) {
      trial.repeats = entry->second;
    } else {
      trial.outcome = scan_id_was_used();
    }
  }
}

void ScanBatch::find_claimed_tickets() {
  std::vector<std::string> numbers;
  std::vector<Trial*> by_number;
  for (Trial& trial : trials_) {
    const ScanAttempt& attempt = trial.attempt;
    if (attempt.code) trial.code = parse_code(*attempt.code);
    if (trial.code) {
      trial.ticket_id = trial.code->claim.ticket_id;
    } else if (auto number = parsed_number(attempt.code ? *attempt.code : *attempt.ticket_number)) {
      numbers.push_back(std::move(*number));
      by_number.push_back(&trial);
    }
  }
  if (numbers.empty()) return;
  std::vector<db::Arguments> each;
  for (const std::string& number : numbers) each.push_back({number});
  auto results = transaction_.find_each("SELECT id FROM tickets WHERE ticket_number = $1", each);
  for (std::size_t index = 0; index < results.size(); ++index) {
    if (results[index].empty()) continue;
    by_number[index]->ticket_id = db::read_row<base::TicketId>(results[index], 0);
  }
}

/// In the order in which they are locked.
std::vector<base::TicketId> ScanBatch::claimed_tickets() const {
  std::vector<base::TicketId> ids;
  for (const Trial& trial : trials_) {
    if (trial.ticket_id) ids.push_back(*trial.ticket_id);
  }
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  return ids;
}

void ScanBatch::keep_tickets(std::vector<db::Rows>& answers) {
  for (db::Rows& rows : answers) {
    if (rows.empty()) continue;
    auto ticket = db::read_row<LockedTicket>(rows, 0);
    const base::TicketId id = ticket.id;
    const TicketStatus status = ticket.status;
    tickets_.emplace_hint(tickets_.end(), id, TicketState{std::move(ticket), status, {}, {}});
  }
}

// A statement of its own: joined to the locking one, PostgreSQL would take the ticket as it is
// after the wait for the lock, but the scan as it was before it, and the answer would not know who
// came first.
void ScanBatch::read_previous_scans() {
  std::vector<TicketState*> used;
  std::vector<db::Arguments> each;
  for (auto& [id, state] : tickets_) {
    if (!state.ticket.last_scan_id) continue;
    used.push_back(&state);
    each.push_back({*state.ticket.last_scan_id});
  }
  if (used.empty()) return;
  auto results = transaction_.find_each(
      "SELECT s.id, s.scanned_at, s.location, u.username FROM scans s "
      "JOIN users u ON u.id = s.scanned_by_user_id WHERE s.id = $1",
      each);
  for (std::size_t index = 0; index < used.size(); ++index) {
    used[index]->previous = db::read_row<Previous>(results[index], 0);
  }
}

/// Our QR never holds a number alone, but that of a ticket which was printed elsewhere may. Once
/// such a ticket has had a newer code, the print is an older holder's.
Presented ScanBatch::presented_by_number(const Trial& trial, const LockedTicket& ticket) {
  const bool is_print = trial.attempt.code && ticket.issue > 1 &&
                        !PrintedNumber::parse(ticket.ticket_number).is_ours();
  return is_print ? Presented::superseded : Presented::genuine;
}

Presented ScanBatch::presented_by(const Trial& trial, const LockedTicket& ticket) {
  if (!trial.code) return presented_by_number(trial, ticket);
  const CodeClaim& claim = trial.code->claim;
  if (claim.issue == ticket.issue) {
    const bool is_same = base::same_bytes(trial.code->signature, ticket.signature) &&
                         claim.key_id == ticket.key_id && claim.concert_id == ticket.concert_id;
    return is_same ? Presented::genuine : Presented::forged;
  }
  const bool is_older = claim.issue < ticket.issue && keys_.is_genuine(transaction_, *trial.code);
  return is_older ? Presented::superseded : Presented::forged;
}

void ScanBatch::judge_trial(std::size_t index) {
  Trial& trial = trials_[index];
  const ScanAttempt& attempt = trial.attempt;
  Scan& scan = trial.scan;
  scan.scan_id = attempt.scan_id;
  scan.concert_id = attempt.concert_id;
  scan.scan_type = attempt.scan_type;
  scan.scanned_by_user_id = attempt.scanned_by;
  scan.scanned_by = scanners_.at({attempt.scanned_by, attempt.concert_id});
  scan.location = attempt.location;
  scan.notes = attempt.notes;
  scan.scanned_at = attempt.scanned_at;
  const auto state = trial.ticket_id ? tickets_.find(*trial.ticket_id) : tickets_.end();
  if (state == tickets_.end()) {
    judge_unknown(trial);
  } else {
    judge_known(index, state->second);
  }
}

void ScanBatch::judge_unknown(Trial& trial) {
  const bool is_forged = trial.code && !keys_.is_genuine(transaction_, *trial.code);
  trial.scan.verdict = Verdict::refused;
  trial.scan.reason = is_forged ? Reason::forged : Reason::unknown_ticket;
}

void ScanBatch::judge_known(std::size_t index, TicketState& state) {
  Trial& trial = trials_[index];
  LockedTicket& ticket = state.ticket;
  Scan& scan = trial.scan;
  const Judgement judgement = judge(ticket.status, ticket.concert_id, trial.attempt.concert_id,
                                    presented_by(trial, ticket), trial.attempt.scan_type);
  scan.verdict = judgement.verdict;
  scan.reason = judgement.reason;
  scan.ticket_id = ticket.id;
  if (!scan.concert_id) scan.concert_id = ticket.concert_id;
  scan.ticket_number = ticket.ticket_number;
  scan.serial = ticket.serial;
  scan.tier = ticket.tier;
  scan.ticket_status = judgement.status;
  scan.buyer_name = ticket.buyer_name;
  if (state.previous) {
    scan.previous_scanned_at = state.previous->scanned_at;
    scan.previous_location = state.previous->location;
    scan.previous_scanned_by = state.previous->scanned_by;
    trial.previous = state.previous;
  }
  const bool uses_ticket =
      scan.verdict == Verdict::accepted && scan.scan_type != ScanType::sale_confirmation;
  if (!uses_ticket) return;
  ticket.status = judgement.status;
  state.last_use = index;
  state.previous = Previous{{}, scan.scanned_at, scan.location, scan.scanned_by, index};
}

}  // namespace admitone::core
