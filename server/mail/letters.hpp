#pragma once
// Which words a letter of the outbox has, from the rows as they are when it is sent. What does not
// hold any more is not told.

#include <optional>
#include <string>

#include "core/concerts.hpp"
#include "core/outbox.hpp"
#include "core/tickets.hpp"
#include "mail/wording.hpp"

namespace admitone::mail {

/// A ticket that goes along with a letter.
struct Enclosure {
  core::Ticket ticket;
  core::Concert concert;
};

struct Draft {
  Wording wording;
  std::optional<Enclosure> enclosure;
};

/// The letter's words; nothing when it is to be withdrawn: the ticket has another code by now, was
/// used or refunded; the transfer is not pending any more; the address is verified. `public_url` is
/// what links begin with, without a slash at the end. Writes the token of a link that verifies an
/// address.
std::optional<Draft> draft(db::Transaction& transaction, const core::Letter& letter,
                           const std::string& public_url, base::Timestamp now);

}  // namespace admitone::mail
