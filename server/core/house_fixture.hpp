#pragma once
// For tests of this room: a house with an administrator, three viewers and one concert, on each
// database.

#include <barrier>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/refusal.hpp"
#include "core/attendance.hpp"
#include "core/concerts.hpp"
#include "core/journal.hpp"
#include "core/journal_fixture.hpp"
#include "core/ticket_orders.hpp"
#include "core/users.hpp"
#include "support/databases.hpp"
#include "support/manual_clock.hpp"

namespace admitone::core {

/// What kind of refusal the work ended with; nothing when it went through.
template <class Work>
std::optional<base::RefusalKind> refusal_of(Work work) {
  try {
    work();
    return std::nullopt;
  } catch (const base::Refusal& refusal) {
    return refusal.kind;
  }
}

/// Starts every work at the same moment, each on a thread of its own; their refusals in the same
/// order.
inline std::vector<std::optional<base::RefusalKind>> at_once(
    const std::vector<std::function<void()>>& works) {
  std::vector<std::optional<base::RefusalKind>> outcomes(works.size());
  std::barrier start(static_cast<std::ptrdiff_t>(works.size()));
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < works.size(); ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      outcomes[i] = refusal_of(works[i]);
    });
  }
  threads.clear();
  return outcomes;
}

class House : public tests::OnEachDatabase {
 protected:
  void SetUp() override {
    OnEachDatabase::SetUp();
    if (IsSkipped()) return;
    database().write([&](db::Transaction& transaction) {
      admin = add_first_admin(transaction, person("admin"), now());
      ana = add_user(transaction, person("ana"), admin.id, now());
      bruno = add_user(transaction, person("bruno"), admin.id, now());
      carla = add_user(transaction, person("carla"), admin.id, now());
      keys.ensure(transaction, now());
    });
    concert = add_concert_in("EUR");
  }

  /// Somebody whose address counts as verified.
  static NewUser person(const std::string& name) {
    return {.username = name,
            .email = name + "@example.org",
            .role = Role::viewer,
            .password_hash = "hash of " + name,
            .email_is_verified = true};
  }

  base::ConcertId add_concert_in(const std::string& currency) {
    const Concert wanted{.id = {},
                         .name = "Fado",
                         .date = now() + std::chrono::hours(24),
                         .venue = "Coliseu",
                         .description = "",
                         .timezone = "Europe/Lisbon",
                         .currency = currency,
                         .capacity = std::nullopt,
                         .created_at = {}};
    return database()
        .write([&](db::Transaction& transaction) {
          return add_concert(transaction, wanted, admin.id, now());
        })
        .id;
  }

  /// A new ticket for `price` minor units that is the holder's.
  base::TicketId sell_to(const User& holder, std::int64_t price, base::ConcertId concert_id) {
    return database().write([&](db::Transaction& transaction) {
      const TicketOrder order{.concert_id = concert_id, .quantity = 1, .price = price, .tier = {}};
      const auto made = create_tickets(transaction, order, keys, admin.id, now());
      const Sale sale{.buyer_name = holder.username,
                      .buyer_email = holder.email,
                      .price = std::nullopt,
                      .holder_username = holder.username};
      return mark_sold(transaction, made.tickets.front().id, sale, admin.id, now()).id;
    });
  }
  /// The same, for 49.50 EUR.
  base::TicketId sell_to(const User& holder) { return sell_to(holder, 4950, concert); }

  Ticket ticket(base::TicketId id) {
    return database().read(
        [&](db::Transaction& transaction) { return find_ticket(transaction, id).value(); });
  }
  Attendance attendance(base::ConcertId id) {
    return database().read(
        [&](db::Transaction& transaction) { return get_attendance(transaction, id); });
  }
  Attendance attendance() { return attendance(concert); }

  /// What happened to the ticket after it was sold.
  std::vector<std::string> kinds_since_sale(base::TicketId id) {
    const auto facts = database().read(
        [&](db::Transaction& transaction) { return facts_of_ticket(transaction, id); });
    std::vector<std::string> kinds;
    for (const Fact& fact : facts) {
      kinds.push_back(fact.kind);
      if (fact.kind == "ticket.sold") kinds.clear();
    }
    return kinds;
  }

  /// Leaves the ticket as an admission would that knows nothing of what the ticket waits for.
  void use(base::TicketId id) {
    database().write([&](db::Transaction& transaction) {
      transaction.run("UPDATE tickets SET status = 'attended' WHERE id = $1", {id});
    });
  }

  base::Timestamp now() const { return clock.now(); }
  void advance(std::chrono::microseconds by) { clock.advance(by); }

  tests::ManualClock clock;
  SigningKeys keys{base::Secret("a secret of at least 32 characters")};
  User admin;
  User ana;
  User bruno;
  User carla;
  base::ConcertId concert;
};

}  // namespace admitone::core
