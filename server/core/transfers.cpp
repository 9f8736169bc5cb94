#include "core/transfers.hpp"

#include <array>
#include <limits>

#include <boost/describe/class.hpp>

#include "base/refusal.hpp"
#include "core/attendance.hpp"
#include "core/pending.hpp"
#include "core/ticket_letters.hpp"
#include "core/users.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(Transfer, (),
                      (id, ticket_id, concert_id, from_user_id, from_username, to_user_id,
                       to_username, to_email, status, notes, initiated_at, decided_at, serial, tier,
                       concert_name))

namespace {

constexpr std::int64_t issue_max = 65'535;  // the code has two octets for it

const std::string columns =
    "id, ticket_id, concert_id, from_user_id,"
    " (SELECT u.username FROM users u WHERE u.id = transfers.from_user_id), to_user_id,"
    " (SELECT u.username FROM users u WHERE u.id = transfers.to_user_id), to_email, status, notes,"
    " initiated_at, decided_at, (SELECT t.serial FROM tickets t WHERE t.id = transfers.ticket_id),"
    " (SELECT t.tier FROM tickets t WHERE t.id = transfers.ticket_id),"
    " (SELECT c.name FROM concerts c WHERE c.id = transfers.concert_id)";

/// Whether user $2 may take a transfer: it is addressed to them, or to an e-mail address that they
/// have verified.
const std::string is_recipient =
    "(to_user_id = $2 OR lower(to_email) = (SELECT lower(u.email) FROM users u"
    " WHERE u.id = $2 AND u.email_verified_at IS NOT NULL))";

const std::string insert_sql =
    "INSERT INTO transfers (ticket_id, concert_id, from_user_id, to_user_id, to_email, status, "
    "notes,"
    " initiated_at) VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7) RETURNING " +
    columns;

const std::string to_recipient_sql =
    "SELECT " + columns + " FROM transfers WHERE id = $1 AND " + is_recipient;

const std::string from_sender_sql =
    "SELECT " + columns + " FROM transfers WHERE id = $1 AND from_user_id = $2";

const std::string accept_sql =
    "UPDATE transfers SET status = 'accepted', to_user_id = $2, decided_at = $3"
    " WHERE id = $1 AND status = 'pending' RETURNING " +
    columns;

const std::string close_sql =
    "UPDATE transfers SET status = $2, decided_at = $3"
    " WHERE id = $1 AND status = 'pending' RETURNING " +
    columns;

const std::string close_of_ticket_sql =
    "UPDATE transfers SET status = 'cancelled', decided_at = $2"
    " WHERE ticket_id = $1 AND status = 'pending' RETURNING " +
    columns;

const std::string by_id_sql = "SELECT " + columns + " FROM transfers WHERE id = $1";

const std::string list_pending_sql =
    "SELECT " + columns +
    " FROM transfers WHERE status = 'pending' AND id < $1 AND (from_user_id = $2"
    " OR " +
    is_recipient + ") ORDER BY id DESC LIMIT $3";

Fact transfer_fact(const std::string& kind, const Transfer& transfer,
                   std::optional<base::UserId> actor, const std::string& what_happened,
                   base::Timestamp now) {
  return Fact{.at = now,
              .kind = kind,
              .actor_user_id = actor,
              .concert_id = transfer.concert_id,
              .ticket_id = transfer.ticket_id,
              .subject_id = transfer.id.value,
              .detail = "Transfer from " + transfer.from_username + " to " +
                        transfer.to_username.value_or("an e-mail address") + " " + what_happened};
}

/// The recipient's id when they are named; nothing when only an address is known. Throws
/// base::Refusal.
std::optional<base::UserId> check_recipient(db::Transaction& transaction, base::UserId sender,
                                            const Recipient& recipient) {
  if (recipient.username) {
    const auto user = find_user(transaction, *recipient.username);
    if (!user || !user->is_active) {
      throw base::invalid_field("/to_username", "must be the username of somebody with an account");
    }
    if (user->id == sender) {
      throw base::invalid_field("/to_username", "must be somebody else than yourself");
    }
    return user->id;
  }
  const auto owner = transaction.find<base::UserId>(
      "SELECT id FROM users WHERE lower(email) = lower(CAST($1 AS TEXT))"
      " AND (id = $2 OR (is_active = 0 AND email_verified_at IS NOT NULL))",
      {recipient.email.value(), sender});
  if (!owner) return std::nullopt;
  throw base::invalid_field("/to_email", *owner == sender
                                             ? "must be somebody else's address than your own"
                                             : "must be the address of somebody who can sign in");
}

/// The transfer as `party` may see it, or not_found: that it exists is nobody else's business.
Transfer get_transfer(db::Transaction& transaction, const std::string& sql, base::TransferId id,
                      base::UserId party) {
  auto transfer = transaction.find<Transfer>(sql, {id, party});
  if (!transfer) throw base::not_found("There is no such transfer among yours.");
  return std::move(*transfer);
}

/// Throws the refusal for a transfer that was decided before.
[[noreturn]] void refuse_decided(db::Transaction& transaction, const std::string& sql,
                                 base::TransferId id, base::UserId party) {
  throw base::conflict(std::string("This transfer is ") +
                       base::to_text(get_transfer(transaction, sql, id, party).status) +
                       " already.");
}

/// Gives the locked ticket its new holder and its next code.
void hand_over(db::Transaction& transaction, const Ticket& ticket,
               const SigningKeys::Signer& signer, const Transfer& transfer, base::Timestamp now) {
  if (ticket.issue >= issue_max) {
    throw base::conflict("This ticket was transferred too often to get another code.");
  }
  const CodeClaim claim{.key_id = signer.key_id,
                        .concert_id = ticket.concert_id,
                        .ticket_id = ticket.id,
                        .issue = static_cast<std::uint16_t>(ticket.issue + 1)};
  const base::Signature signature = signer.sign(claim);
  const auto handed_over = transaction.run(
      "UPDATE tickets SET status = 'transferred', current_holder_id = $4, issue = $5, key_id = $6,"
      " signature = $7, pending = NULL, updated_at = $8"
      " WHERE id = $1 AND current_holder_id = $2 AND issue = $3 AND pending = 'transfer'"
      " AND status IN ('sold', 'transferred') RETURNING id",
      {ticket.id, transfer.from_user_id, ticket.issue, transfer.to_user_id, claim.issue,
       claim.key_id, base::BytesView(signature), now});
  if (handed_over.empty()) throw base::conflict("The ticket was used or changed meanwhile.");
  AttendanceChange change;
  change.move(ticket.status, TicketStatus::transferred);
  apply(transaction, ticket.concert_id, change);
}

/// Tells the recipient of the offer, unless they heard of the same ticket a moment ago: nobody can
/// be buried in letters by offers that are withdrawn and made again.
void announce_offer(db::Transaction& transaction, const Transfer& transfer, base::Timestamp now) {
  const std::string to_email =
      transfer.to_email ? *transfer.to_email
                        : find_user(transaction, transfer.to_user_id.value()).value().email;
  const auto told = transaction.run(
      "SELECT id FROM letters WHERE ticket_id = $1 AND kind = 'transfer_offered'"
      " AND lower(to_email) = lower(CAST($2 AS TEXT)) AND created_at > $3 LIMIT 1",
      {transfer.ticket_id, to_email, now - transfer_letter_interval});
  if (!told.empty()) return;
  post(transaction, Mailing::on,
       NewLetter{.kind = LetterKind::transfer_offered,
                 .to_email = to_email,
                 .ticket_id = transfer.ticket_id,
                 .transfer_id = transfer.id},
       now);
}

/// The ticket to its new holder, and a word to the sender.
void announce_acceptance(db::Transaction& transaction, const Transfer& transfer,
                         base::Timestamp now) {
  const auto ticket = find_ticket(transaction, transfer.ticket_id).value();
  const std::array<NewLetter, 2> letters{
      letter_to_holder(transaction, ticket),
      NewLetter{.kind = LetterKind::transfer_accepted,
                .to_email = find_user(transaction, transfer.from_user_id).value().email,
                .ticket_id = transfer.ticket_id,
                .transfer_id = transfer.id}};
  post(transaction, Mailing::on, letters, now);
}

/// Ends a pending transfer without handing the ticket over.
Transfer close_transfer(db::Transaction& transaction, const std::string& party_sql,
                        base::TransferId id, base::UserId party, TransferStatus status,
                        base::Timestamp now) {
  const auto ticket_id = get_transfer(transaction, party_sql, id, party).ticket_id;
  lock_ticket(transaction, ticket_id);
  const auto transfer = transaction.find<Transfer>(close_sql, {id, status, now});
  if (!transfer) refuse_decided(transaction, party_sql, id, party);
  release_pending(transaction, ticket_id, now);
  const std::string word = base::to_text(status);
  record(transaction, transfer_fact("transfer." + word, *transfer, party, word, now));
  return *transfer;
}

}  // namespace

Transfer initiate_transfer(db::Transaction& transaction, base::TicketId ticket_id,
                           base::UserId sender, const Recipient& recipient,
                           const std::optional<std::string>& notes, base::Timestamp now,
                           Mailing mailing) {
  const Ticket ticket = claim_pending(transaction, ticket_id, sender, Pending::transfer, now);
  const auto to_user_id = check_recipient(transaction, sender, recipient);
  const auto transfer = transaction.find<Transfer>(
      insert_sql, {ticket.id, ticket.concert_id, sender, to_user_id, recipient.email, notes, now});
  if (mailing == Mailing::on) announce_offer(transaction, transfer.value(), now);
  record(transaction,
         transfer_fact("transfer.initiated", transfer.value(), sender, "initiated", now));
  return *transfer;
}

Transfer accept_transfer(db::Transaction& transaction, SigningKeys& keys, base::TransferId id,
                         base::UserId recipient, base::Timestamp now, Mailing mailing) {
  const auto ticket_id = get_transfer(transaction, to_recipient_sql, id, recipient).ticket_id;
  const Ticket ticket = lock_ticket(transaction, ticket_id);
  const auto transfer = transaction.find<Transfer>(accept_sql, {id, recipient, now});
  if (!transfer) refuse_decided(transaction, to_recipient_sql, id, recipient);
  if (!find_user(transaction, recipient).value().is_active) {
    throw base::conflict("A disabled account cannot accept a ticket.");
  }
  hand_over(transaction, ticket, *keys.signer(transaction), *transfer, now);
  if (mailing == Mailing::on) announce_acceptance(transaction, *transfer, now);
  record(transaction, transfer_fact("transfer.accepted", *transfer, recipient, "accepted", now));
  return *transfer;
}

Transfer reject_transfer(db::Transaction& transaction, base::TransferId id, base::UserId recipient,
                         base::Timestamp now) {
  return close_transfer(transaction, to_recipient_sql, id, recipient, TransferStatus::rejected,
                        now);
}

Transfer cancel_transfer(db::Transaction& transaction, base::TransferId id, base::UserId sender,
                         base::Timestamp now) {
  return close_transfer(transaction, from_sender_sql, id, sender, TransferStatus::cancelled, now);
}

std::vector<Fact> close_pending_transfer(db::Transaction& transaction, base::TicketId ticket_id,
                                         base::Timestamp now) {
  std::vector<Fact> facts;
  for (const Transfer& transfer :
       transaction.list<Transfer>(close_of_ticket_sql, {ticket_id, now})) {
    facts.push_back(transfer_fact("transfer.cancelled", transfer, std::nullopt,
                                  "cancelled because the ticket was used", now));
  }
  return facts;
}

std::optional<Transfer> find_transfer(db::Transaction& transaction, base::TransferId id) {
  return transaction.find<Transfer>(by_id_sql, {id});
}

std::vector<Transfer> list_pending_transfers(db::Transaction& transaction, base::UserId user,
                                             std::optional<base::TransferId> before,
                                             std::int64_t limit) {
  const auto end = before ? before->value : std::numeric_limits<std::int64_t>::max();
  return transaction.list<Transfer>(list_pending_sql, {end, user, limit});
}

}  // namespace admitone::core
