#pragma once
// Which words a letter of the outbox has, from the rows as they are when it is sent. What does not
// hold any more is not told.

#include <functional>
#include <optional>
#include <string>

#include "core/concerts.hpp"
#include "core/outbox.hpp"
#include "core/tickets.hpp"
#include "mail/wording.hpp"

namespace admitone::mail {

/// What letters need besides the database.
struct Stationery {
  std::string public_url;  ///< what links begin with, without a slash at the end
  /// A moment as people read it in a time zone of the IANA database.
  std::function<std::string(base::Timestamp, const std::string&)> local_time;
};

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
/// used or refunded; the transfer is not pending any more; the address is verified. Writes the
/// token of a link that verifies an address.
std::optional<Draft> draft(db::Transaction& transaction, const core::Letter& letter,
                           const Stationery& stationery, base::Timestamp now);

}  // namespace admitone::mail
