#include "core/ticket_letters.hpp"

#include "base/refusal.hpp"
#include "core/journal.hpp"
#include "core/pending.hpp"
#include "core/users.hpp"

namespace admitone::core {
namespace {

constexpr std::int64_t issue_sold = 1;  // the code that a ticket is sold with

void require_valid(const Ticket& ticket) {
  switch (ticket.status) {
    case TicketStatus::created:
      throw base::conflict("This ticket has not been sold.");
    case TicketStatus::refunded:
      throw base::conflict("This ticket was refunded.");
    case TicketStatus::attended:
      throw base::conflict("This ticket was used already.");
    case TicketStatus::sold:
    case TicketStatus::scanned_entry:
    case TicketStatus::transferred:
      break;
  }
  if (ticket.issue == issue_sold && !ticket.buyer_email) {
    throw base::conflict("This ticket was sold without an address to write to.");
  }
}

}  // namespace

NewLetter letter_to_buyer(const Ticket& sold) {
  return {.kind = LetterKind::ticket_sold,
          .to_email = sold.buyer_email.value(),
          .ticket_id = sold.id,
          .ticket_issue = sold.issue};
}

NewLetter letter_to_first_buyer(base::TicketId id, const std::string& email) {
  return {.kind = LetterKind::ticket_sold,
          .to_email = email,
          .ticket_id = id,
          .ticket_issue = issue_sold};
}

NewLetter letter_to_holder(db::Transaction& transaction, const Ticket& transferred) {
  return {.kind = LetterKind::ticket_received,
          .to_email = find_user(transaction, transferred.current_holder_id.value()).value().email,
          .ticket_id = transferred.id,
          .ticket_issue = transferred.issue};
}

Letter send_ticket_again(db::Transaction& transaction, base::TicketId id,
                         std::optional<base::UserId> actor, base::Timestamp now) {
  if (!find_ticket(transaction, id)) throw base::not_found("There is no such ticket.");
  const Ticket ticket = lock_ticket(transaction, id);
  require_valid(ticket);
  const auto letter =
      ticket.issue == issue_sold ? letter_to_buyer(ticket) : letter_to_holder(transaction, ticket);
  const auto newest = list_letters_of(transaction, id, letters_of_ticket_max);
  for (const Letter& earlier : newest) {
    if (earlier.status == LetterStatus::waiting && earlier.kind == letter.kind &&
        earlier.ticket_issue == letter.ticket_issue) {
      return earlier;
    }
  }
  post(transaction, Mailing::on, letter, now);
  const Letter posted = list_letters_of(transaction, id, 1).at(0);
  record(transaction, Fact{.at = now,
                           .kind = "letter.requested",
                           .actor_user_id = actor,
                           .concert_id = ticket.concert_id,
                           .ticket_id = ticket.id,
                           .subject_id = posted.id.value,
                           .detail = "The letter with the ticket is sent again"});
  return posted;
}

}  // namespace admitone::core
