#pragma once
// A ticket that an operator names by its number.

#include <string>

#include "app/parse_value.hpp"
#include "base/refusal.hpp"
#include "core/tickets.hpp"

namespace admitone::app {

/// Throws base::Refusal (not_found) when no ticket has it; ConfigError, with `name`, when it cannot
/// be a number of ours either.
inline core::Ticket find_numbered(db::Transaction& transaction, const char* name,
                                  const std::string& text) {
  const auto number = parse_value<core::PrintedNumber>(name, text);
  auto ticket = core::find_ticket(transaction, number);
  if (ticket) return std::move(*ticket);
  parse_value<core::TicketNumber>(name, text);
  throw base::not_found("There is no such ticket.");
}

}  // namespace admitone::app
