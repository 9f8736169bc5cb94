#include "app/mail_commands.hpp"

#include <iostream>

#include "app/numbered_ticket.hpp"
#include "app/open_beside.hpp"
#include "app/post.hpp"
#include "base/random.hpp"
#include "base/refusal.hpp"
#include "base/text.hpp"
#include "core/ticket_letters.hpp"
#include "core/users.hpp"

namespace admitone::app {
namespace {

base::Timestamp now() { return base::SystemClock().now(); }

mail::Message test_message(const mail::PostOffice& office, const std::string& to) {
  const mail::Wording wording{.subject = "A test letter of Admit One",
                              .headline = "E-mail works",
                              .paragraphs = {"Tickets and words about them reach this address."},
                              .facts = {},
                              .link = {},
                              .reason = "Somebody who runs the server asked for this letter."};
  return {.from = office.from,
          .to = to,
          .message_id = "test." + base::random_uuid() + "@" + office.from.domain(),
          .date = now(),
          .subject = wording.subject,
          .text = to_text(wording),
          .html = to_html(wording),
          .attachment = {}};
}

}  // namespace

int test_mail(const Config& config, const std::string& address) {
  const mail::PostOffice office = require_post_office(config);
  const std::string to = parse_value<core::Email>("the address", address).text();
  mail::Smtp smtp(office.server, office.from.domain());
  const auto delivery = smtp.deliver(office.from.address, to, to_octets(test_message(office, to)),
                                     [] { return false; });
  if (delivery.outcome != mail::Delivery::Outcome::accepted) {
    std::cerr << "admitone: " << delivery.words << "\n";
    return 1;
  }
  std::cout << delivery.words << "\n";
  return 0;
}

int show_mail(const Config& config) {
  const auto office = find_post_office(config);
  const auto outbox = open_beside(config)->read(
      [](db::Transaction& transaction) { return core::summarize_outbox(transaction); });
  std::cout << (office ? "Letters are from " + office->from.text() + "." : mail_not_set_up) << "\n"
            << "Waiting: " << outbox.waiting;
  if (outbox.oldest_waiting_at) {
    std::cout << ", since " << base::to_rfc3339(*outbox.oldest_waiting_at);
  }
  std::cout << "\nGiven up: " << outbox.given_up << "\n";
  if (outbox.last_error) std::cout << "Last error: " << *outbox.last_error << "\n";
  return 0;
}

int send_ticket(const Config& config, const std::string& ticket_number) {
  require_post_office(config);
  const auto letter = open_beside(config)->write([&](db::Transaction& transaction) {
    const auto ticket = find_numbered(transaction, "the ticket number", ticket_number);
    return core::send_ticket_again(transaction, ticket.id, std::nullopt, now());
  });
  std::cout << "The letter to " << letter.to_email << " waits to be sent.\n";
  return 0;
}

}  // namespace admitone::app
