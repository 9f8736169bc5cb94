// How a ticket comes to somebody: sold by an administrator, or claimed by whoever shows its code.

#include "base/refusal.hpp"
#include "base/text.hpp"
#include "core/attendance.hpp"
#include "core/journal.hpp"
#include "core/money.hpp"
#include "core/ticket_letters.hpp"
#include "core/ticket_row.hpp"
#include "core/users.hpp"

namespace admitone::core {
namespace {

base::Refusal no_such_ticket() { return base::not_found("There is no such ticket."); }

void require_whole_buyer(const Sale& sale) {
  if (sale.buyer_name && !sale.buyer_email) {
    throw base::invalid_field("/buyer_email", "is required together with buyer_name");
  }
  if (sale.buyer_email && !sale.buyer_name) {
    throw base::invalid_field("/buyer_name", "is required together with buyer_email");
  }
}

/// Who holds the ticket once it is sold, if that is known yet.
std::optional<base::UserId> holder_of(db::Transaction& transaction, const Sale& sale) {
  if (sale.holder_username) {
    const auto holder = find_user(transaction, *sale.holder_username);
    if (!holder || !holder->is_active) {
      throw base::invalid_field("/holder_username", "must be the username of an active user");
    }
    return holder->id;
  }
  if (!sale.buyer_email) return std::nullopt;
  return transaction.find<base::UserId>(
      "SELECT id FROM users WHERE lower(email) = lower(CAST($1 AS TEXT)) "
      "AND email_verified_at IS NOT NULL AND is_active = 1",
      {*sale.buyer_email});
}

std::string sale_sentence(const Ticket& ticket, const Sale& sale) {
  std::string sentence = sale.buyer_name ? "Sold to " + *sale.buyer_name : "Sold at the counter";
  if (ticket.price) {
    sentence += " for " + Money::of(*ticket.price, Currency::parse(ticket.currency)).text() + " " +
                ticket.currency;
  }
  return sentence;
}

void record_fact(db::Transaction& transaction, const char* kind, const Ticket& ticket,
                 std::string detail, base::UserId actor, base::Timestamp now) {
  record(transaction, Fact{.at = now,
                           .kind = kind,
                           .actor_user_id = actor,
                           .concert_id = ticket.concert_id,
                           .ticket_id = ticket.id,
                           .subject_id = ticket.id.value,
                           .detail = std::move(detail)});
}

/// What to say to a claimer whom the statement has refused, or the ticket when it is theirs
/// already.
Ticket explain_claim(db::Transaction& transaction, base::TicketId id, base::UserId claimer) {
  auto ticket = find_ticket(transaction, id);
  if (ticket && ticket->current_holder_id == claimer) return std::move(*ticket);
  if (!ticket || ticket->status == TicketStatus::created ||
      ticket->status == TicketStatus::refunded) {
    throw no_such_ticket();
  }
  if (ticket->current_holder_id) throw base::conflict("This ticket is somebody else's already.");
  throw base::conflict("This ticket was used already.");
}

}  // namespace

std::string buyer_search(const std::string& name, const std::string& email) {
  return base::folded(name + " " + email);
}

Ticket mark_sold(db::Transaction& transaction, base::TicketId id, const Sale& sale,
                 base::UserId actor, base::Timestamp now, Mailing mailing) {
  static const std::string update =
      "UPDATE tickets SET status = 'sold', price = COALESCE($2, price), buyer_name = $3, "
      "buyer_email = $4, buyer_search = $5, original_buyer_id = $6, current_holder_id = $6, "
      "sold_at = $7, updated_at = $7 WHERE id = $1 AND status = 'created' RETURNING " +
      ticket_columns;
  require_whole_buyer(sale);
  std::optional<std::string> search;
  if (sale.buyer_name) search = buyer_search(*sale.buyer_name, *sale.buyer_email);
  const auto holder = holder_of(transaction, sale);
  auto sold = transaction.find<Ticket>(
      update, {id, sale.price, sale.buyer_name, sale.buyer_email, search, holder, now});
  if (!sold) {
    if (!find_ticket(transaction, id)) throw no_such_ticket();
    throw base::conflict("This ticket was sold already.");
  }
  if (sold->buyer_email) post(transaction, mailing, letter_to_buyer(*sold), now);
  AttendanceChange change;
  change.move(TicketStatus::created, TicketStatus::sold);
  change.revenue = sold->price.value_or(0);
  apply(transaction, sold->concert_id, change);
  record_fact(transaction, "ticket.sold", *sold, sale_sentence(*sold, sale), actor, now);
  return std::move(*sold);
}

std::optional<Ticket> find_shown_ticket(db::Transaction& transaction, const std::string& shown) {
  if (const auto code = parse_code(shown)) {
    auto ticket = find_ticket(transaction, code->claim.ticket_id);
    if (!ticket) return std::nullopt;
    const std::string presented = to_text(*code);
    const std::string present = ticket->code_text();
    if (!base::same_bytes(base::as_bytes(presented), base::as_bytes(present))) return std::nullopt;
    return ticket;
  }
  try {
    return find_ticket(transaction, PrintedNumber::parse(shown));
  } catch (const base::BadValue&) {
    return std::nullopt;  // Neither a code nor a number is the same to the claimer as an unknown
                          // one.
  }
}

Ticket claim_ticket(db::Transaction& transaction, const std::string& code, base::UserId claimer,
                    base::Timestamp now) {
  static const std::string update =
      "UPDATE tickets SET current_holder_id = $2, updated_at = $3 WHERE id = $1 AND issue = $4 "
      "AND current_holder_id IS NULL AND status IN ('sold', 'transferred', 'scanned_entry') "
      "RETURNING " +
      ticket_columns;
  const auto shown = find_shown_ticket(transaction, code);
  if (!shown) throw no_such_ticket();
  auto claimed = transaction.find<Ticket>(update, {shown->id, claimer, now, shown->issue});
  if (!claimed) return explain_claim(transaction, shown->id, claimer);
  record_fact(transaction, "ticket.claimed", *claimed, "Claimed by showing its code", claimer, now);
  return std::move(*claimed);
}

}  // namespace admitone::core
