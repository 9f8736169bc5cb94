#pragma once
// How a stored ticket is read: for the files of this room whose statements return tickets.

#include <string>

#include <boost/describe/class.hpp>

#include "core/tickets.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(Ticket, (),
                      (id, concert_id, ticket_number, serial, tier, status, price, buyer_name,
                       buyer_email, original_buyer_id, current_holder_id, pending, issue, key_id,
                       signature, reference, sold_at, created_at, updated_at, currency))

/// A Ticket's columns, in the order of its members, for "SELECT … FROM tickets" and "RETURNING …".
inline const std::string ticket_columns =
    "id, concert_id, ticket_number, serial, tier, status, price, buyer_name, buyer_email, "
    "original_buyer_id, current_holder_id, pending, issue, key_id, signature, reference, sold_at, "
    "created_at, updated_at, (SELECT c.currency FROM concerts c WHERE c.id = tickets.concert_id)";

}  // namespace admitone::core
