// Letters on the wire: what became of them, and sending a ticket's again.

#include "api/endpoints.hpp"
#include "base/refusal.hpp"
#include "core/outbox.hpp"
#include "core/ticket_letters.hpp"

namespace admitone::api {

struct Letter {
  base::LetterId id;
  core::LetterKind kind;
  std::string to;
  core::LetterStatus status;
  std::int64_t attempts;
  std::optional<std::string> last_error;
  base::Timestamp created_at;
  std::optional<base::Timestamp> next_attempt_at;
  std::optional<base::Timestamp> sent_at;
};
BOOST_DESCRIBE_STRUCT(Letter, (),
                      (id, kind, to, status, attempts, last_error, created_at, next_attempt_at,
                       sent_at))

struct TicketLetters {
  std::vector<Letter> items;
};
BOOST_DESCRIBE_STRUCT(TicketLetters, (), (items))

struct MailStatus {
  bool configured;
  std::optional<std::string> from;
  std::int64_t waiting;
  std::int64_t given_up;
  std::optional<base::Timestamp> oldest_waiting_at;
  std::optional<std::string> last_error;
};
BOOST_DESCRIBE_STRUCT(MailStatus, (),
                      (configured, from, waiting, given_up, oldest_waiting_at, last_error))

namespace {

Letter present(const core::Letter& letter) {
  Letter out{.id = letter.id,
             .kind = letter.kind,
             .to = letter.to_email,
             .status = letter.status,
             .attempts = letter.attempts,
             .last_error = letter.last_error,
             .created_at = letter.created_at,
             .next_attempt_at = {},
             .sent_at = letter.sent_at};
  if (letter.status == core::LetterStatus::waiting) out.next_attempt_at = letter.next_attempt_at;
  return out;
}

MailStatus show_status(Call& call, db::Transaction& transaction, const Nothing&) {
  const auto outbox = core::summarize_outbox(transaction);
  const auto& from = call.rooms.settings.mail_from;
  return {from.has_value(), from, outbox.waiting, outbox.given_up, outbox.oldest_waiting_at,
          outbox.last_error};
}

TicketLetters list_of_ticket(Call& call, db::Transaction& transaction, const Nothing&) {
  const auto id = call.path<base::TicketId>("id");
  if (!core::find_ticket(transaction, id)) throw base::not_found("There is no such ticket.");
  TicketLetters out;
  for (const auto& letter : core::list_letters_of(transaction, id, core::letters_of_ticket_max)) {
    out.items.push_back(present(letter));
  }
  return out;
}

Letter send_again(Call& call, db::Transaction& transaction, const Nothing&) {
  call.rooms.settings.require_mail();
  return present(core::send_ticket_again(transaction, call.path<base::TicketId>("id"),
                                         call.user().id, call.now));
}

}  // namespace

Endpoints letter_endpoints() {
  return {
      get("/api/mail/status", Who::admins, "Whether e-mail is set up, and what waits to be sent",
          reads(&show_status)),
      get("/api/tickets/{id}/letters", Who::admins, "List the letters about a ticket, newest first",
          reads(&list_of_ticket)),
      post("/api/tickets/{id}/send", Who::admins, "Send a ticket's letter again",
           writes(&send_again), http::Status::accepted),
  };
}

}  // namespace admitone::api
