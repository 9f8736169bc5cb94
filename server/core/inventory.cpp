#include "core/inventory.hpp"

#include <array>
#include <utility>

#include <boost/describe.hpp>

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(Inventory, (), (users, concerts, tickets, scans, refunds, transfers, facts))

Inventory take_inventory(db::Transaction& transaction) {
  return transaction
      .find<Inventory>(
          "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM concerts), "
          "(SELECT count(*) FROM tickets), (SELECT count(*) FROM scans), "
          "(SELECT count(*) FROM refunds), (SELECT count(*) FROM transfers), "
          "(SELECT count(*) FROM journal)")
      .value();
}

std::string to_text(const Inventory& inventory) {
  const std::array<std::pair<std::int64_t, const char*>, 7> counts{
      {{inventory.users, "user"},
       {inventory.concerts, "concert"},
       {inventory.tickets, "ticket"},
       {inventory.scans, "scan"},
       {inventory.refunds, "refund"},
       {inventory.transfers, "transfer"},
       {inventory.facts, "fact"}}};
  std::string text;
  for (const auto& [count, noun] : counts) {
    if (!text.empty()) text += ", ";
    text += std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
  }
  return text;
}

}  // namespace admitone::core
