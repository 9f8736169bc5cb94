#include "mail/letters.hpp"

#include "artefacts/local_time.hpp"
#include "core/address_verification.hpp"
#include "core/money.hpp"
#include "core/refunds.hpp"
#include "core/transfers.hpp"
#include "core/users.hpp"

namespace admitone::mail {
namespace {

using core::TicketStatus;

using Facts = std::vector<std::pair<std::string, std::string>>;

/// What one letter is made of.
struct Writing {
  db::Transaction& transaction;
  const core::Letter& letter;
  const std::string& public_url;
  base::Timestamp now;

  std::string url(const std::string& path) const { return public_url + path; }
};

Facts facts_of(const core::Ticket& ticket, const core::Concert& concert) {
  const auto begins = artefacts::local_time(concert.date, concert.timezone);
  Facts facts{{"Concert", concert.name},
              {"When", begins.day + ", " + begins.time},
              {"Where", concert.venue},
              {"Ticket", "No. " + std::to_string(ticket.serial)}};
  if (ticket.tier) facts.back().second += ", " + *ticket.tier;
  return facts;
}

/// The ticket with the code that the letter is about, while it admits.
std::optional<core::Ticket> valid_ticket(const Writing& writing) {
  auto ticket = core::find_ticket(writing.transaction, writing.letter.ticket_id.value());
  if (!ticket || ticket->issue != writing.letter.ticket_issue) return std::nullopt;
  const bool admits = ticket->status == TicketStatus::sold ||
                      ticket->status == TicketStatus::transferred ||
                      ticket->status == TicketStatus::scanned_entry;
  return admits ? ticket : std::nullopt;
}

core::Concert concert_of(const Writing& writing, const core::Ticket& ticket) {
  return core::get_concert(writing.transaction, ticket.concert_id);
}

std::optional<Draft> sold(const Writing& writing) {
  const auto ticket = valid_ticket(writing);
  if (!ticket) return std::nullopt;
  const core::Concert concert = concert_of(writing, *ticket);
  Wording words{.subject = "Your ticket for " + concert.name,
                .headline = "Your ticket for " + concert.name,
                .paragraphs = {"Hello " + ticket->buyer_name.value_or("") + ",",
                               "your ticket is attached as a PDF. Print it or show it on your "
                               "phone: its code admits one person, once."},
                .facts = facts_of(*ticket, concert),
                .link = {},
                .reason =
                    "You get this letter because a ticket was sold to this address. Whoever "
                    "has the ticket's code can use it: pass this letter on to nobody."};
  words.facts.emplace_back("Number", ticket->ticket_number);
  if (ticket->current_holder_id) {
    words.link = Link{"Open your wallet", writing.url("/wallet")};
  } else {
    words.paragraphs.emplace_back(
        "With an account you can also keep it in your wallet, give it to somebody else or ask for "
        "a refund.");
    words.link = Link{"Claim this ticket", writing.url("/claim#" + ticket->ticket_number)};
  }
  return Draft{std::move(words), Enclosure{*ticket, concert}};
}

/// Whether the letter goes to the holder's own, verified address. To an address that nobody has
/// verified no code is sent: it may be a stranger's.
bool goes_to_verified_holder(const Writing& writing, const core::Ticket& ticket) {
  const auto holder = core::find_user(writing.transaction, ticket.current_holder_id.value());
  return holder && holder->email_verified_at && holder->email == writing.letter.to_email;
}

std::optional<Draft> received(const Writing& writing) {
  const auto ticket = valid_ticket(writing);
  if (!ticket) return std::nullopt;
  const core::Concert concert = concert_of(writing, *ticket);
  Wording words{.subject = "Your ticket for " + concert.name,
                .headline = "This ticket is yours now",
                .paragraphs = {},
                .facts = facts_of(*ticket, concert),
                .link = Link{"Open your wallet", writing.url("/wallet")},
                .reason = "You get this letter because a ticket was transferred to your account."};
  if (!goes_to_verified_holder(writing, *ticket)) {
    words.paragraphs.emplace_back(
        "It is in your wallet, with a new code. Verify this address in your account, and tickets "
        "will come along with such letters.");
    return Draft{std::move(words), std::nullopt};
  }
  words.paragraphs.emplace_back(
      "It is attached as a PDF and in your wallet. It has a new code, which admits one person, "
      "once; the code it had before admits nobody.");
  words.facts.emplace_back("Number", ticket->ticket_number);
  return Draft{std::move(words), Enclosure{*ticket, concert}};
}

std::optional<Draft> offered(const Writing& writing) {
  const auto transfer =
      core::find_transfer(writing.transaction, writing.letter.transfer_id.value());
  if (!transfer || transfer->status != core::TransferStatus::pending) return std::nullopt;
  const auto ticket = core::find_ticket(writing.transaction, transfer->ticket_id).value();
  const core::Concert concert = concert_of(writing, ticket);
  const std::string& sender = transfer->from_username;
  return Draft{{.subject = sender + " offers you a ticket for " + concert.name,
                .headline = sender + " offers you a ticket",
                .paragraphs = {transfer->to_email
                                   ? "Sign in, or register with this address and verify it, and "
                                     "accept the ticket or decline it in your wallet."
                                   : "Accept it or decline it in your wallet. Once you accept, it "
                                     "is yours, with a new code."},
                .facts = facts_of(ticket, concert),
                .link = Link{"Open your wallet", writing.url("/wallet")},
                .reason = "You get this letter because " + sender +
                          " chose you as the recipient. If you do not know them, do nothing."},
               std::nullopt};
}

std::optional<Draft> accepted(const Writing& writing) {
  const auto transfer =
      core::find_transfer(writing.transaction, writing.letter.transfer_id.value());
  if (!transfer) return std::nullopt;
  const auto ticket = core::find_ticket(writing.transaction, transfer->ticket_id).value();
  const core::Concert concert = concert_of(writing, ticket);
  const std::string recipient = transfer->to_username.value_or("The recipient");
  return Draft{{.subject = recipient + " accepted your ticket for " + concert.name,
                .headline = recipient + " accepted your ticket",
                .paragraphs = {"The ticket is theirs now, with a new code. The code that you had "
                               "admits nobody any more: throw printed copies away."},
                .facts = facts_of(ticket, concert),
                .link = Link{"Open your wallet", writing.url("/wallet")},
                .reason = "You get this letter because you offered this ticket."},
               std::nullopt};
}

/// What became of a refund: in a word, and what it means.
std::pair<std::string, std::string> outcome_of(const Writing& writing, const core::Refund& refund) {
  if (refund.status == core::RefundStatus::rejected) {
    return {"rejected", "You keep the ticket, and it stays valid."};
  }
  if (writing.letter.kind == core::LetterKind::refund_completed) {
    return {"paid back", "The money has gone back to you."};
  }
  return {"approved", "The ticket is not valid any more; the money will go back to you."};
}

std::optional<Draft> refunded(const Writing& writing) {
  const auto refund = core::find_refund(writing.transaction, writing.letter.refund_id.value());
  if (!refund) return std::nullopt;
  const auto ticket = core::find_ticket(writing.transaction, refund->ticket_id).value();
  const core::Concert concert = concert_of(writing, ticket);
  const auto [outcome, meaning] = outcome_of(writing, *refund);
  Wording words{.subject = "Your refund was " + outcome + ": " + concert.name,
                .headline = "Your refund was " + outcome,
                .paragraphs = {meaning},
                .facts = facts_of(ticket, concert),
                .link = Link{"Open your wallet", writing.url("/wallet")},
                .reason = "You get this letter because you asked for this refund."};
  const auto currency = core::Currency::parse(refund->currency);
  words.facts.emplace_back(
      "Amount", core::Money::of(refund->amount, currency).text() + " " + refund->currency);
  if (refund->notes) words.paragraphs.emplace_back("The box office writes: " + *refund->notes);
  return Draft{std::move(words), std::nullopt};
}

std::optional<Draft> verification(const Writing& writing) {
  const auto user = core::find_user(writing.transaction, writing.letter.user_id.value());
  if (!user || !user->is_active || user->email_verified_at ||
      user->email != writing.letter.to_email) {
    return std::nullopt;
  }
  const std::string token = core::issue_verification(writing.transaction, *user, writing.now);
  return Draft{{.subject = "Verify your e-mail address",
                .headline = "Is this your address?",
                .paragraphs = {"Hello " + user->username + ",",
                               "open this link within two days. Tickets that were sold to this "
                               "address then come into your wallet by themselves."},
                .facts = {},
                .link = Link{"Verify this address", writing.url("/verify#" + token)},
                .reason = "You get this letter because somebody registered with this address. If "
                          "it was not you, do nothing: nothing happens without the link."},
               std::nullopt};
}

}  // namespace

std::optional<Draft> draft(db::Transaction& transaction, const core::Letter& letter,
                           const std::string& public_url, base::Timestamp now) {
  const Writing writing{transaction, letter, public_url, now};
  switch (letter.kind) {
    case core::LetterKind::ticket_sold:
      return sold(writing);
    case core::LetterKind::ticket_received:
      return received(writing);
    case core::LetterKind::transfer_offered:
      return offered(writing);
    case core::LetterKind::transfer_accepted:
      return accepted(writing);
    case core::LetterKind::refund_decided:
    case core::LetterKind::refund_completed:
      return refunded(writing);
    case core::LetterKind::verify_address:
      break;
  }
  return verification(writing);
}

}  // namespace admitone::mail
