#pragma once
// How new tickets are stored, made for sale or sold elsewhere: for the files of this room that make
// them.

#include <functional>

#include "core/tickets.hpp"

namespace admitone::core {

/// What a new ticket is besides its number and code. Texts are borrowed until insert_tickets
/// returns.
struct NewTicket {
  db::Argument tier = nullptr;
  db::Argument price = nullptr;
  // Of a ticket that is sold already.
  db::Argument buyer_name = nullptr;
  db::Argument buyer_email = nullptr;
  db::Argument buyer_search = nullptr;
  db::Argument holder = nullptr;
  db::Argument reference = nullptr;
};

/// The first serial of `quantity` consecutive ones. Throws base::Refusal: not_found; conflict when
/// the concert's capacity does not allow them. The concert's counts stay locked until the commit.
std::int64_t reserve_serials(db::Transaction& transaction, base::ConcertId concert_id,
                             std::int64_t quantity);

/// Stores the prepared tickets with consecutive serials, all with one status; `describe` tells what
/// each of them is, by its place.
void insert_tickets(db::Transaction& transaction, const PreparedTickets& prepared,
                    std::int64_t first_serial, TicketStatus status,
                    const std::function<NewTicket(std::size_t)>& describe, base::Timestamp now);

}  // namespace admitone::core
