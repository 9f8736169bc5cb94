#include "mail/postman.hpp"

#include <algorithm>

#include "artefacts/ticket_pdf.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "core/users.hpp"

namespace admitone::mail {
namespace {

using Outcome = Delivery::Outcome;

bool is_address(const std::string& text) {
  try {
    return core::Email::parse(text).text() == text;
  } catch (const base::BadValue&) {
    return false;
  }
}

Attachment printed(const Enclosure& enclosure) {
  return {.filename = "ticket-" + std::to_string(enclosure.ticket.serial) + ".pdf",
          .content_type = "application/pdf",
          .octets = artefacts::ticket_pdf(artefacts::face_of(enclosure.ticket, enclosure.concert))};
}

std::string why_refused(const Delivery& delivery) {
  return delivery.code == 0
             ? "its address is none"
             : "the mail server refused it for good (" + std::to_string(delivery.code) + ")";
}

}  // namespace

Message message_of(const PostOffice& office, const core::Letter& letter, const Draft& draft,
                   base::Timestamp now) {
  Message message{.from = office.from,
                  .to = letter.to_email,
                  // The same for each attempt, so that a mail server can drop a letter that comes
                  // twice.
                  .message_id = "outbox-" + std::to_string(letter.id.value) + "." +
                                letter.message_key + "@" + office.from.domain(),
                  .date = now,
                  .subject = draft.wording.subject,
                  .text = to_text(draft.wording),
                  .html = to_html(draft.wording),
                  .attachment = {}};
  if (draft.enclosure) message.attachment = printed(*draft.enclosure);
  return message;
}

Postman::Postman(db::Database& database, const base::Clock& clock, PostOffice office)
    : database_(database),
      clock_(clock),
      office_(std::move(office)),
      smtp_(office_.server, office_.from.domain(), office_.timeouts),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Postman::~Postman() {
  thread_.request_stop();
  thread_.join();
}

void Postman::wake() {
  {
    const std::scoped_lock lock(mutex_);
    is_woken_ = true;
  }
  woken_.notify_one();
}

void Postman::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Round round = Round::server_away;
    try {
      round = deliver_next(stop);
    } catch (const std::exception& failure) {
      // The database is away, or a letter cannot be written: its lease ends, and it is tried again.
      base::log(base::LogLevel::error, "the postman stumbled", {{"why", failure.what()}});
    }
    if (round != Round::handled) {
      report();
      rest(stop, round);
    }
  }
}

Postman::Round Postman::deliver_next(const std::stop_token& stop) {
  const auto due =
      database_.read([](db::Transaction& transaction) { return core::next_due(transaction); });
  if (!due || *due > clock_.now()) return Round::nothing_due;
  const auto now = clock_.now();
  // Taken in a transaction of its own: a letter that cannot be written holds up no other.
  const auto letter = database_.write(
      [&](db::Transaction& transaction) { return core::take_due(transaction, now); });
  if (!letter) return Round::handled;
  const auto words = draft_of(*letter, now);
  if (!words) {
    database_.write([&](db::Transaction& transaction) { core::withdraw(transaction, *letter); });
    return Round::handled;
  }
  Delivery delivery{Outcome::refused, 0, "This is no e-mail address."};
  if (is_address(letter->to_email)) {
    const std::string octets = to_octets(message_of(office_, *letter, *words, now));
    delivery = smtp_.deliver(office_.from.address, letter->to_email, octets,
                             [&] { return stop.stop_requested(); });
  }
  settle(*letter, delivery);
  return delivery.outcome == Outcome::failed ? Round::server_away : Round::handled;
}

std::optional<Draft> Postman::draft_of(const core::Letter& letter, base::Timestamp now) {
  const auto write_down = [&](db::Transaction& transaction) {
    return draft(transaction, letter, office_.public_url, now);
  };
  // Only a link that verifies an address leaves something behind.
  return letter.kind == core::LetterKind::verify_address ? database_.write(write_down)
                                                         : database_.read(write_down);
}

void Postman::settle(const core::Letter& letter, const Delivery& delivery) {
  const auto now = clock_.now();
  database_.write([&](db::Transaction& transaction) {
    switch (delivery.outcome) {
      case Outcome::accepted:
        core::settle_sent(transaction, letter, now);
        break;
      case Outcome::refused:
        core::give_up(transaction, letter, delivery.words, why_refused(delivery), now);
        break;
      case Outcome::deferred:
      case Outcome::failed:
        core::settle_failed(transaction, letter, delivery.words, office_.retry_first, now);
        break;
    }
  });
  ++(delivery.outcome == Outcome::accepted ? sent_ : failed_);
}

std::chrono::milliseconds Postman::until_next_due() {
  const auto due =
      database_.read([](db::Transaction& transaction) { return core::next_due(transaction); });
  if (!due) return look_interval;
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*due - clock_.now());
  return std::clamp<std::chrono::milliseconds>(wait, std::chrono::milliseconds(0), look_interval);
}

void Postman::rest(const std::stop_token& stop, Round round) {
  std::chrono::milliseconds wait = office_.retry_first;
  if (round == Round::nothing_due) {
    try {
      wait = until_next_due();
    } catch (const std::exception& failure) {
      base::log(base::LogLevel::error, "the postman stumbled", {{"why", failure.what()}});
    }
  }
  std::unique_lock lock(mutex_);
  // While the server is away a new letter is no reason to try again.
  woken_.wait_for(lock, stop, wait, [&] { return is_woken_ && round == Round::nothing_due; });
  is_woken_ = false;
}

void Postman::report() {
  if (sent_ == 0 && failed_ == 0) return;
  base::log(failed_ == 0 ? base::LogLevel::info : base::LogLevel::warning, "letters",
            {{"sent", sent_}, {"failed", failed_}});
  sent_ = failed_ = 0;
}

}  // namespace admitone::mail
