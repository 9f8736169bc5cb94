#pragma once
// What the command line does about letters. Each returns the exit code and throws as those in
// commands.hpp do.

#include <string>

#include "app/config.hpp"

namespace admitone::app {

/// Hands a test letter to the mail server at once and prints what it said; exit 1 when it did not
/// take the letter. Needs no database.
int test_mail(const Config& config, const std::string& address);

/// Whether e-mail is set up here, and what waits in the outbox.
int show_mail(const Config& config);

/// Writes a ticket's letter again; a server that runs sends it.
int send_ticket(const Config& config, const std::string& ticket_number);

}  // namespace admitone::app
