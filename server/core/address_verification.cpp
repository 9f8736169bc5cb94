#include "core/address_verification.hpp"

#include <boost/describe/class.hpp>

#include "base/random.hpp"
#include "base/refusal.hpp"
#include "base/secret.hpp"
#include "core/journal.hpp"

namespace admitone::core {
namespace {

/// A ticket that becomes the user's, with its concert, for the fact.
struct BoundTicket {
  base::TicketId id;
  base::ConcertId concert_id;
};
BOOST_DESCRIBE_STRUCT(BoundTicket, (), (id, concert_id))

constexpr std::int64_t microseconds_per_second = 1'000'000;

/// The rows are locked in the order of their ids, as everywhere.
std::vector<BoundTicket> bind_tickets(db::Transaction& transaction, const User& user,
                                      base::Timestamp now) {
  const auto tickets = transaction.list<BoundTicket>(
      "SELECT id, concert_id FROM tickets WHERE lower(buyer_email) = lower(CAST($1 AS TEXT))"
      " AND buyer_email IS NOT NULL AND current_holder_id IS NULL"
      " AND status IN ('sold', 'scanned_entry') ORDER BY id FOR UPDATE OF tickets",
      {user.email});
  std::vector<db::Arguments> rows;
  rows.reserve(tickets.size());
  for (const BoundTicket& ticket : tickets) rows.push_back({ticket.id, user.id, now});
  transaction.change_each(
      "UPDATE tickets SET current_holder_id = $2, updated_at = $3 WHERE id = $1"
      " AND current_holder_id IS NULL",
      rows);
  return tickets;
}

void record_facts(db::Transaction& transaction, const User& user, bool is_new,
                  const std::vector<BoundTicket>& tickets, base::Timestamp now) {
  std::vector<Fact> facts;
  facts.reserve(tickets.size() + 1);
  if (is_new) {
    facts.push_back({.at = now,
                     .kind = "user.address_verified",
                     .actor_user_id = user.id,
                     .concert_id = {},
                     .ticket_id = {},
                     .subject_id = user.id.value,
                     .detail = user.username + " verified the e-mail address"});
  }
  for (const BoundTicket& ticket : tickets) {
    facts.push_back({.at = now,
                     .kind = "ticket.claimed",
                     .actor_user_id = user.id,
                     .concert_id = ticket.concert_id,
                     .ticket_id = ticket.id,
                     .subject_id = ticket.id.value,
                     .detail = "Claimed by verifying the address it was sold to"});
  }
  record(transaction, facts);
}

/// The account whose address the token verifies, locked.
std::optional<User> find_verified(db::Transaction& transaction, const std::string& token,
                                  base::Timestamp now) {
  const base::Bytes digest = base::digest(base::as_bytes(token));
  const auto user_id = transaction.find<base::UserId>(
      "UPDATE address_verifications SET used_at = COALESCE(used_at, $2)"
      " WHERE digest = $1 AND expires_at > $2 AND user_id IN"
      " (SELECT u.id FROM users u WHERE u.is_active = 1 AND u.email = address_verifications.email)"
      " RETURNING user_id",
      {digest, now});
  if (!user_id) return std::nullopt;
  return find_user(transaction, *user_id);
}

}  // namespace

std::string issue_verification(db::Transaction& transaction, const User& user,
                               base::Timestamp now) {
  transaction.run("DELETE FROM address_verifications WHERE user_id = $1 AND expires_at <= $2",
                  {user.id, now});
  const std::string token = base::random_token();
  const base::Bytes digest = base::digest(base::as_bytes(token));
  transaction.run(
      "INSERT INTO address_verifications (digest, user_id, email, created_at, expires_at)"
      " VALUES ($1, $2, $3, $4, $5)",
      {digest, user.id, user.email, now, now + verification_lifetime});
  return token;
}

void request_verification(db::Transaction& transaction, base::UserId user_id, base::Timestamp now) {
  // Two requests at once wait for each other here.
  transaction.run("SELECT id FROM users WHERE id = $1 FOR UPDATE OF users", {user_id});
  const User user = find_user(transaction, user_id).value();
  if (user.email_verified_at) throw base::conflict("Your e-mail address is verified already.");
  const auto newest = transaction.find<base::Timestamp>(
      "SELECT created_at FROM letters WHERE user_id = $1 AND kind = 'verify_address'"
      " ORDER BY id DESC LIMIT 1",
      {user_id});
  if (newest && *newest + verification_interval > now) {
    const auto wait = *newest + verification_interval - now;
    throw base::Refusal(
        base::RefusalKind::too_many,
        "A letter to your address was written a moment ago: look for it, or try again soon.", {},
        static_cast<int>((wait.count() + microseconds_per_second - 1) / microseconds_per_second));
  }
  post(transaction, Mailing::on,
       NewLetter{.kind = LetterKind::verify_address, .to_email = user.email, .user_id = user.id},
       now);
}

VerifiedAddress verify_address(db::Transaction& transaction, const std::string& token,
                               base::Timestamp now) {
  const auto user = find_verified(transaction, token, now);
  if (!user) {
    throw base::not_found("This link is not valid any more: sign in and ask for another one.");
  }
  const bool is_new = !transaction
                           .run(
                               "UPDATE users SET email_verified_at = $2, updated_at = $2"
                               " WHERE id = $1 AND email_verified_at IS NULL RETURNING id",
                               {user->id, now})
                           .empty();
  const auto tickets = bind_tickets(transaction, *user, now);
  record_facts(transaction, *user, is_new, tickets, now);
  return {user->username, user->email, static_cast<std::int64_t>(tickets.size())};
}

}  // namespace admitone::core
