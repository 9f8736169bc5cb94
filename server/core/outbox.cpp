#include "core/outbox.hpp"

#include <algorithm>

#include <boost/describe/class.hpp>

#include "base/random.hpp"
#include "core/journal.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(Letter, (),
                      (id, kind, to_email, message_key, ticket_id, ticket_issue, transfer_id,
                       refund_id, user_id, status, attempts, last_error, created_at,
                       next_attempt_at, sent_at))
BOOST_DESCRIBE_STRUCT(OutboxSummary, (), (waiting, given_up, oldest_waiting_at, last_error))

namespace {

constexpr std::size_t message_key_octets = 12;
constexpr int given_up_at_once_max = 100;  // in one transaction

const std::string columns =
    "id, kind, to_email, message_key, ticket_id, ticket_issue, transfer_id, refund_id, user_id,"
    " status, attempts, last_error, created_at, next_attempt_at, sent_at";

// Whom another node has locked at this moment is being taken by it.
const std::string due_sql =
    "SELECT " + columns +
    " FROM letters WHERE status = 'waiting' AND next_attempt_at <= $1"
    " ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE OF letters SKIP LOCKED";

const std::string take_sql =
    "UPDATE letters SET attempts = attempts + 1, next_attempt_at = $3"
    " WHERE id = $1 AND attempts = $2 AND status = 'waiting' RETURNING " +
    columns;

const std::string list_of_ticket_sql =
    "SELECT " + columns + " FROM letters WHERE ticket_id = $1 ORDER BY id DESC LIMIT $2";

/// What a letter is about, for people.
std::string subject_of(const Letter& letter) {
  switch (letter.kind) {
    case LetterKind::ticket_sold:
    case LetterKind::ticket_received:
      return "with the ticket";
    case LetterKind::transfer_offered:
      return "about an offered transfer";
    case LetterKind::transfer_accepted:
      return "about an accepted transfer";
    case LetterKind::refund_decided:
      return "about a decided refund";
    case LetterKind::refund_completed:
      return "about a refund that was paid back";
    case LetterKind::verify_address:
      break;
  }
  return "that verifies an address";
}

std::optional<base::ConcertId> concert_of(db::Transaction& transaction, const Letter& letter) {
  if (!letter.ticket_id) return std::nullopt;
  return transaction.find<base::ConcertId>("SELECT concert_id FROM tickets WHERE id = $1",
                                           {letter.ticket_id});
}

/// The letter as the taker left it: nothing is found when somebody else has taken it since.
bool end_attempt(db::Transaction& transaction, const Letter& taken, LetterStatus status,
                 const std::optional<std::string>& error, base::Timestamp next_attempt_at,
                 std::optional<base::Timestamp> sent_at) {
  return !transaction
              .run(
                  "UPDATE letters SET status = $3, last_error = $4, next_attempt_at = $5,"
                  " sent_at = $6 WHERE id = $1 AND attempts = $2 AND status = 'waiting'"
                  " RETURNING id",
                  {taken.id, taken.attempts, status, error, next_attempt_at, sent_at})
              .empty();
}

std::chrono::seconds backoff(std::chrono::seconds first, std::int64_t attempts) {
  std::chrono::seconds wait = first;
  for (std::int64_t attempt = 1; attempt < attempts && wait < letter_retry_max; ++attempt) {
    wait *= 2;
  }
  return std::min<std::chrono::seconds>(wait, letter_retry_max);
}

bool is_overdue(const Letter& letter, base::Timestamp now) {
  return now >= letter.created_at + letter_age_max;
}

void give_up_overdue(db::Transaction& transaction, const Letter& letter, base::Timestamp now) {
  give_up(transaction, letter, letter.last_error.value_or("It was not sent within a day."),
          "no mail server took it within a day", now);
}

}  // namespace

void post(db::Transaction& transaction, Mailing mailing, std::span<const NewLetter> letters,
          base::Timestamp now) {
  if (mailing == Mailing::off || letters.empty()) return;
  std::vector<std::string> keys;
  keys.reserve(letters.size());
  std::vector<db::Arguments> rows;
  rows.reserve(letters.size());
  for (const NewLetter& letter : letters) {
    keys.push_back(base::to_base64url(base::random_bytes(message_key_octets)));
    rows.push_back({letter.kind, letter.to_email, keys.back(), letter.ticket_id,
                    letter.ticket_issue, letter.transfer_id, letter.refund_id, letter.user_id, now,
                    base::Timestamp(now + letter.delay)});
  }
  transaction.change_each(
      "INSERT INTO letters (kind, to_email, message_key, ticket_id, ticket_issue, transfer_id,"
      " refund_id, user_id, status, attempts, created_at, next_attempt_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, $9, $10)",
      rows);
}

void post(db::Transaction& transaction, Mailing mailing, const NewLetter& letter,
          base::Timestamp now) {
  post(transaction, mailing, std::span(&letter, 1), now);
}

std::optional<base::Timestamp> next_due(db::Transaction& transaction) {
  return transaction.find<base::Timestamp>(
      "SELECT next_attempt_at FROM letters WHERE status = 'waiting'"
      " ORDER BY next_attempt_at, id LIMIT 1");
}

std::optional<Letter> take_due(db::Transaction& transaction, base::Timestamp now) {
  for (int given_up = 0; given_up < given_up_at_once_max; ++given_up) {
    const auto due = transaction.find<Letter>(due_sql, {now});
    if (!due) return std::nullopt;
    if (!is_overdue(*due, now)) {
      return transaction.find<Letter>(take_sql, {due->id, due->attempts, now + letter_lease});
    }
    give_up_overdue(transaction, *due, now);
  }
  return std::nullopt;
}

void make_all_due(db::Transaction& transaction, base::Timestamp now) {
  transaction.run(
      "UPDATE letters SET next_attempt_at = $1 WHERE status = 'waiting' AND next_attempt_at > $1",
      {now});
}

void settle_sent(db::Transaction& transaction, const Letter& taken, base::Timestamp now) {
  end_attempt(transaction, taken, LetterStatus::sent, std::nullopt, taken.next_attempt_at, now);
}

void withdraw(db::Transaction& transaction, const Letter& taken) {
  end_attempt(transaction, taken, LetterStatus::withdrawn, taken.last_error, taken.next_attempt_at,
              std::nullopt);
}

void settle_failed(db::Transaction& transaction, const Letter& taken, const std::string& error,
                   std::chrono::seconds retry_first, base::Timestamp now) {
  if (is_overdue(taken, now)) {
    give_up(transaction, taken, error, "no mail server took it within a day", now);
    return;
  }
  const base::Timestamp next = std::min<base::Timestamp>(now + backoff(retry_first, taken.attempts),
                                                         taken.created_at + letter_age_max);
  end_attempt(transaction, taken, LetterStatus::waiting, error, next, std::nullopt);
}

void give_up(db::Transaction& transaction, const Letter& taken, const std::string& error,
             const std::string& why, base::Timestamp now) {
  if (!end_attempt(transaction, taken, LetterStatus::given_up, error, taken.next_attempt_at,
                   std::nullopt)) {
    return;
  }
  record(transaction, Fact{.at = now,
                           .kind = "letter.given_up",
                           .actor_user_id = {},
                           .concert_id = concert_of(transaction, taken),
                           .ticket_id = taken.ticket_id,
                           .subject_id = taken.id.value,
                           .detail = "The letter " + subject_of(taken) + " was given up: " + why});
}

OutboxSummary summarize_outbox(db::Transaction& transaction) {
  return transaction
      .find<OutboxSummary>(
          "SELECT (SELECT count(*) FROM letters WHERE status = 'waiting'),"
          " (SELECT count(*) FROM letters WHERE status = 'given_up'),"
          " (SELECT min(created_at) FROM letters WHERE status = 'waiting'),"
          " COALESCE((SELECT last_error FROM letters WHERE status = 'waiting'"
          " AND last_error IS NOT NULL ORDER BY id DESC LIMIT 1),"
          " (SELECT last_error FROM letters WHERE status = 'given_up' ORDER BY id DESC LIMIT 1))")
      .value();
}

std::vector<Letter> list_letters_of(db::Transaction& transaction, base::TicketId ticket_id,
                                    std::int64_t limit) {
  return transaction.list<Letter>(list_of_ticket_sql, {ticket_id, limit});
}

}  // namespace admitone::core
