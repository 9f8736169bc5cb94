#include "core/journal.hpp"

#include <limits>

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(Fact, (),
                      (number, at, kind, actor_user_id, actor, concert_id, ticket_id, subject_id,
                       detail))

namespace {

const std::string select_facts =
    "SELECT number, at, kind, actor_user_id,"
    " (SELECT u.username FROM users u WHERE u.id = journal.actor_user_id), concert_id, ticket_id,"
    " subject_id, detail FROM journal ";

/// What the indexes by kind and by ticket leave out, in their own words.
const std::string is_no_scan = "kind <> 'scan.accepted' AND kind <> 'scan.refused'";

bool is_of_scan(const std::string& kind) {
  return kind == "scan.accepted" || kind == "scan.refused";
}

constexpr std::string_view count_on =
    "UPDATE counters SET value = value + $1 WHERE name = 'journal' RETURNING value";

constexpr std::string_view insert_facts =
    "INSERT INTO journal (number, at, kind, actor_user_id, concert_id, ticket_id, subject_id, "
    "detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

db::Arguments row_of(const Fact& fact, db::Argument number, db::Argument subject_id) {
  return {number,          fact.at,        fact.kind,  fact.actor_user_id,
          fact.concert_id, fact.ticket_id, subject_id, fact.detail};
}

}  // namespace

std::int64_t take_numbers(db::Transaction& transaction, std::size_t count) {
  const auto last = transaction.find<std::int64_t>(count_on, {count});
  return last.value() - static_cast<std::int64_t>(count) + 1;
}

db::Later take_numbers_later(db::Transaction& transaction, std::size_t count) {
  const db::Arguments arguments{count};
  return transaction.run_later(count_on, arguments);
}

void append(db::Transaction& transaction, std::span<const Fact> facts) {
  std::vector<db::Arguments> rows;
  rows.reserve(facts.size());
  for (const Fact& fact : facts) rows.push_back(row_of(fact, fact.number, fact.subject_id));
  transaction.change_soon(insert_facts, rows);
}

void append(db::Transaction& transaction, std::span<const Fact> facts, const db::Later& last) {
  std::vector<db::Arguments> rows;
  rows.reserve(facts.size());
  for (const Fact& fact : facts) {
    const db::Argument number = last + fact.number;
    rows.push_back(row_of(fact, number, is_of_scan(fact.kind) ? number : fact.subject_id));
  }
  transaction.change_soon(insert_facts, rows);
}

void record(db::Transaction& transaction, std::span<Fact> facts) {
  if (facts.empty()) return;
  std::int64_t number = take_numbers(transaction, facts.size());
  for (Fact& fact : facts) fact.number = number++;
  append(transaction, facts);
}

void record(db::Transaction& transaction, Fact fact) { record(transaction, std::span(&fact, 1)); }

std::vector<Fact> list_facts(db::Transaction& transaction, const FactFilter& filter,
                             std::optional<std::int64_t> before, std::int64_t limit) {
  static const std::string all = select_facts + "WHERE number < $1 ORDER BY number DESC LIMIT $2";
  static const std::string of_concert =
      select_facts + "WHERE concert_id = $3 AND number < $1 ORDER BY number DESC LIMIT $2";
  static const std::string of_kind = select_facts + "WHERE kind = $3 AND " + is_no_scan +
                                     " AND number < $1 ORDER BY number DESC LIMIT $2";
  // Most facts are scans: walking back meets enough of them soon.
  static const std::string of_scan_kind =
      select_facts + "WHERE kind = $3 AND number < $1 ORDER BY number DESC LIMIT $2";
  static const std::string of_concert_and_kind =
      select_facts +
      "WHERE concert_id = $3 AND kind = $4 AND number < $1 ORDER BY number DESC LIMIT $2";
  const std::int64_t end = before.value_or(std::numeric_limits<std::int64_t>::max());
  if (filter.concert_id && filter.kind) {
    return transaction.list<Fact>(of_concert_and_kind,
                                  {end, limit, filter.concert_id, filter.kind});
  }
  if (filter.concert_id) return transaction.list<Fact>(of_concert, {end, limit, filter.concert_id});
  if (filter.kind) {
    return transaction.list<Fact>(is_of_scan(*filter.kind) ? of_scan_kind : of_kind,
                                  {end, limit, filter.kind});
  }
  return transaction.list<Fact>(all, {end, limit});
}

std::vector<Fact> list_facts_of(db::Transaction& transaction, base::TicketId ticket_id,
                                std::int64_t after, std::int64_t limit) {
  static const std::string sql =
      select_facts +
      "WHERE number IN (SELECT j.number FROM journal j WHERE j.ticket_id = $1 AND j." +
      "kind <> 'scan.accepted' AND j.kind <> 'scan.refused'" +
      " UNION ALL SELECT s.id FROM scans s WHERE s.ticket_id = $1 AND s.scan_type = 'attendance'" +
      " AND s.verdict = 'accepted' UNION ALL SELECT s.id FROM scans s WHERE s.ticket_id = $1 AND "
      "NOT" +
      " (s.scan_type = 'attendance' AND s.verdict = 'accepted')) AND number > $2" +
      " ORDER BY number LIMIT $3";
  return transaction.list<Fact>(sql, {ticket_id, after, limit});
}

std::vector<Fact> facts_after(db::Transaction& transaction, std::int64_t after,
                              std::int64_t limit) {
  static const std::string sql = select_facts + "WHERE number > $1 ORDER BY number LIMIT $2";
  return transaction.list<Fact>(sql, {after, limit});
}

std::vector<Fact> facts_after(db::Transaction& transaction, base::ConcertId concert_id,
                              std::int64_t after, std::int64_t limit) {
  static const std::string sql =
      select_facts + "WHERE concert_id = $1 AND number > $2 ORDER BY number LIMIT $3";
  return transaction.list<Fact>(sql, {concert_id, after, limit});
}

std::int64_t newest_fact(db::Transaction& transaction) {
  return transaction.find<std::int64_t>("SELECT value FROM counters WHERE name = 'journal'")
      .value();
}

}  // namespace admitone::core
