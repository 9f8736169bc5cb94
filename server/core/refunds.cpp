#include "core/refunds.hpp"

#include <limits>

#include <boost/describe/class.hpp>

#include "base/refusal.hpp"
#include "core/attendance.hpp"
#include "core/money.hpp"
#include "core/pending.hpp"
#include "core/users.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(Refund, (),
                      (id, ticket_id, concert_id, requested_by_user_id, reason, amount, status,
                       notes, decided_by_user_id, requested_at, decided_at, completed_at, currency,
                       requested_by, decided_by, ticket_number, serial, tier, ticket_status,
                       buyer_name))

namespace {

const std::string columns =
    "id, ticket_id, concert_id, requested_by_user_id, reason, amount, status, notes,"
    " decided_by_user_id, requested_at, decided_at, completed_at,"
    " (SELECT c.currency FROM concerts c WHERE c.id = refunds.concert_id),"
    " (SELECT u.username FROM users u WHERE u.id = refunds.requested_by_user_id),"
    " (SELECT u.username FROM users u WHERE u.id = refunds.decided_by_user_id),"
    " (SELECT t.ticket_number FROM tickets t WHERE t.id = refunds.ticket_id),"
    " (SELECT t.serial FROM tickets t WHERE t.id = refunds.ticket_id),"
    " (SELECT t.tier FROM tickets t WHERE t.id = refunds.ticket_id),"
    " (SELECT t.status FROM tickets t WHERE t.id = refunds.ticket_id),"
    " (SELECT t.buyer_name FROM tickets t WHERE t.id = refunds.ticket_id)";

const std::string insert_sql =
    "INSERT INTO refunds (ticket_id, concert_id, requested_by_user_id, reason, amount, status,"
    " requested_at) VALUES ($1, $2, $3, $4, $5, 'pending', $6) RETURNING " +
    columns;

const std::string by_id_sql = "SELECT " + columns + " FROM refunds WHERE id = $1";

const std::string decide_sql =
    "UPDATE refunds SET status = $2, notes = $3, decided_by_user_id = $4, decided_at = $5"
    " WHERE id = $1 AND status = 'pending' RETURNING " +
    columns;

const std::string complete_sql =
    "UPDATE refunds SET status = 'completed', notes = COALESCE(CAST($2 AS TEXT), notes),"
    " completed_at = $3 WHERE id = $1 AND status = 'approved' RETURNING " +
    columns;

const std::string close_sql =
    "UPDATE refunds SET status = 'rejected', notes = 'The ticket was used', decided_at = $2"
    " WHERE ticket_id = $1 AND status = 'pending' RETURNING " +
    columns;

const std::string list_sql =
    "SELECT " + columns + " FROM refunds WHERE id < $1 ORDER BY id DESC LIMIT $2";

const std::string list_by_status_sql =
    "SELECT " + columns + " FROM refunds WHERE id < $1 AND status = $3 ORDER BY id DESC LIMIT $2";

const std::string list_at_sql =
    "SELECT " + columns +
    " FROM refunds WHERE id < $1 AND concert_id = $3 ORDER BY id DESC LIMIT $2";

const std::string list_of_sql =
    "SELECT " + columns +
    " FROM refunds WHERE id < $1 AND requested_by_user_id = $3 ORDER BY id DESC LIMIT $2";

Fact refund_fact(const std::string& kind, const Refund& refund, std::optional<base::UserId> actor,
                 const std::string& what_happened, base::Timestamp now) {
  const auto amount = Money::of(refund.amount, Currency::parse(refund.currency)).text();
  return Fact{.at = now,
              .kind = kind,
              .actor_user_id = actor,
              .concert_id = refund.concert_id,
              .ticket_id = refund.ticket_id,
              .subject_id = refund.id.value,
              .detail = "Refund of " + amount + " " + refund.currency + " " + what_happened};
}

std::int64_t amount_of(const Ticket& ticket, const std::optional<Money>& asked) {
  const std::int64_t price = ticket.price.value_or(0);
  if (!asked) return price;
  const auto currency = Currency::parse(ticket.currency);
  const std::int64_t amount = asked->minor_units(currency, "/amount");
  if (amount > price) {
    throw base::invalid_field("/amount", "must be at most the price paid, " +
                                             Money::of(price, currency).text() + " " +
                                             currency.text());
  }
  return amount;
}

Refund get_refund(db::Transaction& transaction, base::RefundId id) {
  auto refund = find_refund(transaction, id);
  if (!refund) throw base::not_found("There is no such refund.");
  return std::move(*refund);
}

/// Throws the refusal for a refund that is not in the status that a step begins with.
[[noreturn]] void refuse_step(db::Transaction& transaction, base::RefundId id) {
  throw base::conflict(std::string("This refund is ") +
                       base::to_text(get_refund(transaction, id).status) + " already.");
}

void tell_requester(db::Transaction& transaction, Mailing mailing, LetterKind kind,
                    const Refund& refund, base::Timestamp now) {
  if (mailing == Mailing::off) return;
  post(transaction, mailing,
       NewLetter{.kind = kind,
                 .to_email = find_user(transaction, refund.requested_by_user_id).value().email,
                 .ticket_id = refund.ticket_id,
                 .refund_id = refund.id},
       now);
}

std::int64_t id_before(std::optional<base::RefundId> before) {
  return before ? before->value : std::numeric_limits<std::int64_t>::max();
}

}  // namespace

Refund request_refund(db::Transaction& transaction, base::TicketId ticket_id,
                      base::UserId requester, const std::string& reason,
                      const std::optional<Money>& amount, base::Timestamp now) {
  const Ticket ticket = claim_pending(transaction, ticket_id, requester, Pending::refund, now);
  const auto refund = transaction.find<Refund>(
      insert_sql,
      {ticket.id, ticket.concert_id, requester, reason, amount_of(ticket, amount), now});
  record(transaction, refund_fact("refund.requested", refund.value(), requester, "requested", now));
  return *refund;
}

Refund approve_refund(db::Transaction& transaction, base::RefundId id,
                      const std::optional<std::string>& notes, base::UserId actor,
                      base::Timestamp now, Mailing mailing) {
  const Ticket ticket = lock_ticket(transaction, get_refund(transaction, id).ticket_id);
  auto refund =
      transaction.find<Refund>(decide_sql, {id, RefundStatus::approved, notes, actor, now});
  if (!refund) refuse_step(transaction, id);
  const auto refunded = transaction.run(
      "UPDATE tickets SET status = 'refunded', pending = NULL, updated_at = $3"
      " WHERE id = $1 AND status = $2 AND status IN ('sold', 'transferred')"
      " AND pending = 'refund' RETURNING id",
      {ticket.id, ticket.status, now});
  if (refunded.empty()) throw base::conflict("The ticket was used meanwhile.");
  refund->ticket_status = TicketStatus::refunded;
  tell_requester(transaction, mailing, LetterKind::refund_decided, *refund, now);
  AttendanceChange change;
  change.move(ticket.status, TicketStatus::refunded);
  change.revenue = -refund->amount;
  apply(transaction, ticket.concert_id, change);
  record(transaction, refund_fact("refund.approved", *refund, actor, "approved", now));
  return *refund;
}

Refund reject_refund(db::Transaction& transaction, base::RefundId id,
                     const std::optional<std::string>& notes, base::UserId actor,
                     base::Timestamp now, Mailing mailing) {
  const Ticket ticket = lock_ticket(transaction, get_refund(transaction, id).ticket_id);
  const auto refund =
      transaction.find<Refund>(decide_sql, {id, RefundStatus::rejected, notes, actor, now});
  if (!refund) refuse_step(transaction, id);
  release_pending(transaction, ticket.id, now);
  tell_requester(transaction, mailing, LetterKind::refund_decided, *refund, now);
  record(transaction, refund_fact("refund.rejected", *refund, actor, "rejected", now));
  return *refund;
}

Refund complete_refund(db::Transaction& transaction, base::RefundId id,
                       const std::optional<std::string>& notes, base::UserId actor,
                       base::Timestamp now, Mailing mailing) {
  const auto refund = transaction.find<Refund>(complete_sql, {id, notes, now});
  if (!refund) {
    const auto status = get_refund(transaction, id).status;
    if (status == RefundStatus::pending) throw base::conflict("This refund is not approved yet.");
    refuse_step(transaction, id);
  }
  tell_requester(transaction, mailing, LetterKind::refund_completed, *refund, now);
  record(transaction, refund_fact("refund.completed", *refund, actor, "paid back", now));
  return *refund;
}

std::vector<Fact> close_pending_refund(db::Transaction& transaction, base::TicketId ticket_id,
                                       base::Timestamp now) {
  std::vector<Fact> facts;
  for (const Refund& refund : transaction.list<Refund>(close_sql, {ticket_id, now})) {
    facts.push_back(refund_fact("refund.rejected", refund, std::nullopt,
                                "rejected because the ticket was used", now));
  }
  return facts;
}

std::optional<Refund> find_refund(db::Transaction& transaction, base::RefundId id) {
  return transaction.find<Refund>(by_id_sql, {id});
}

std::vector<Refund> list_refunds(db::Transaction& transaction, std::optional<RefundStatus> status,
                                 std::optional<base::RefundId> before, std::int64_t limit) {
  if (!status) return transaction.list<Refund>(list_sql, {id_before(before), limit});
  return transaction.list<Refund>(list_by_status_sql, {id_before(before), limit, *status});
}

std::vector<Refund> list_refunds_at(db::Transaction& transaction, base::ConcertId concert_id,
                                    std::optional<base::RefundId> before, std::int64_t limit) {
  return transaction.list<Refund>(list_at_sql, {id_before(before), limit, concert_id});
}

std::vector<Refund> list_refunds_of(db::Transaction& transaction, base::UserId requester,
                                    std::optional<base::RefundId> before, std::int64_t limit) {
  return transaction.list<Refund>(list_of_sql, {id_before(before), limit, requester});
}

}  // namespace admitone::core
