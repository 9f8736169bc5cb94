#pragma once
// Reads the journal as tests like to.

#include <algorithm>
#include <vector>

#include "core/journal.hpp"

namespace admitone::core {

/// What happened to one ticket, oldest first.
inline std::vector<Fact> facts_of_ticket(db::Transaction& transaction, base::TicketId ticket_id) {
  constexpr std::int64_t all = 100'000;
  std::vector<Fact> facts = facts_after(transaction, 0, all);
  std::erase_if(facts, [&](const Fact& fact) { return fact.ticket_id != ticket_id; });
  return facts;
}

}  // namespace admitone::core
