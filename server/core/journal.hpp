#pragma once
// The journal: append-only facts, written in the transaction of what they tell. Audit log, live
// feed and counts read it by number.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

namespace admitone::core {

/// What happened. `kind` is "<noun>.<verb in the past>": "ticket.sold", "scan.refused",
/// "user.disabled".
struct Fact {
  std::int64_t number = 0;  ///< given by record()
  base::Timestamp at;
  std::string kind;
  std::optional<base::UserId> actor_user_id;  ///< none: the system, or the command line
  std::optional<std::string> actor = {};      ///< their username, where the fact was read
  std::optional<base::ConcertId> concert_id;
  std::optional<base::TicketId> ticket_id;
  std::optional<std::int64_t>
      subject_id;      ///< the row that the kind's noun names: a scan's, a refund's …
  std::string detail;  ///< one sentence for people, without secrets
};

/// Takes the next `count` numbers (at least one) and returns the first. It locks the journal's
/// counter until the commit, which is what makes numbers and commits have the same order: take no
/// other lock after it.
std::int64_t take_numbers(db::Transaction& transaction, std::size_t count);

/// The same without waiting for the answer; returns the last of the numbers.
db::Later take_numbers_later(db::Transaction& transaction, std::size_t count);

/// Appends facts that have their numbers.
void append(db::Transaction& transaction, std::span<const Fact> facts);
/// Appends facts whose numbers are counted from `last`, so that they are 0 or less. The subject of
/// a scan's fact is its number too.
void append(db::Transaction& transaction, std::span<const Fact> facts, const db::Later& last);

/// Gives the facts the next numbers and appends them. Call it last in a transaction, as
/// take_numbers says.
void record(db::Transaction& transaction, std::span<Fact> facts);
void record(db::Transaction& transaction, Fact fact);

struct FactFilter {
  std::optional<base::ConcertId> concert_id;
  std::optional<std::string> kind;
};

/// Facts older than `before` (newest first), at most `limit`: for reading back through the journal.
std::vector<Fact> list_facts(db::Transaction& transaction, const FactFilter& filter,
                             std::optional<std::int64_t> before, std::int64_t limit);

/// Facts after number `after`, oldest first, at most `limit`: for following the journal.
std::vector<Fact> facts_after(db::Transaction& transaction, std::int64_t after, std::int64_t limit);

/// The same, of one concert.
std::vector<Fact> facts_after(db::Transaction& transaction, base::ConcertId concert_id,
                              std::int64_t after, std::int64_t limit);

/// Facts about a ticket after number `after`, its scans among them, oldest first, at most `limit`.
std::vector<Fact> list_facts_of(db::Transaction& transaction, base::TicketId ticket_id,
                                std::int64_t after, std::int64_t limit);

/// The newest number; 0 when nothing has happened yet.
std::int64_t newest_fact(db::Transaction& transaction);

}  // namespace admitone::core
