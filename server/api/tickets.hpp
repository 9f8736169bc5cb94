#pragma once
// Tickets on the wire.

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "core/money.hpp"
#include "core/tickets.hpp"
#include "core/users.hpp"

namespace admitone::api {

struct Ticket {
  base::TicketId id;
  base::ConcertId concert_id;
  std::string ticket_number;
  std::int64_t serial;
  std::optional<std::string> tier;
  core::TicketStatus status;
  std::optional<core::Money> price;
  std::optional<std::string> buyer_name;
  std::optional<std::string> buyer_email;
  std::optional<base::UserId> original_buyer_id;
  std::optional<base::UserId> current_holder_id;
  std::optional<std::string> qr_code_data;
  std::optional<std::string> reference;
  std::optional<base::Timestamp> sold_at;
  base::Timestamp created_at;
  base::Timestamp updated_at;
};
BOOST_DESCRIBE_STRUCT(Ticket, (),
                      (id, concert_id, ticket_number, serial, tier, status, price, buyer_name,
                       buyer_email, original_buyer_id, current_holder_id, qr_code_data, reference,
                       sold_at, created_at, updated_at))

/// A ticket as others tell of it.
struct TicketSummary {
  std::string number;
  std::int64_t serial;
  std::optional<std::string> tier;
  core::TicketStatus status;
  std::optional<std::string> buyer_name;
};
BOOST_DESCRIBE_STRUCT(TicketSummary, (), (number, serial, tier, status, buyer_name))

/// As `viewer` may see it: the code only for admins and the present holder.
Ticket present(const core::Ticket& ticket, const core::User& viewer);

}  // namespace admitone::api
