#pragma once
// How much of everything there is: to compare one database with another.

#include <cstdint>
#include <string>

#include "db/database.hpp"

namespace admitone::core {

struct Inventory {
  std::int64_t users;
  std::int64_t concerts;
  std::int64_t tickets;
  std::int64_t scans;
  std::int64_t refunds;
  std::int64_t transfers;
  std::int64_t facts;
};

/// Counts the rows one by one: for commands, not for requests.
Inventory take_inventory(db::Transaction& transaction);

/// "3 users, 1 concert, 200 tickets, …".
std::string to_text(const Inventory& inventory);

}  // namespace admitone::core
