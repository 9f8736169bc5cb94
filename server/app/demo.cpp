#include "app/demo.hpp"

#include "base/password.hpp"
#include "core/concerts.hpp"
#include "core/ticket_orders.hpp"
#include "core/users.hpp"

namespace admitone::app {
namespace {

using std::chrono::days;
using std::chrono::hours;

core::User add_person(db::Transaction& transaction, const std::string& username, core::Role role,
                      const std::string& password_hash, base::UserId admin, base::Timestamp now) {
  return core::add_user(
      transaction, {username, username + "@example.org", role, password_hash, true}, admin, now);
}

core::Concert add_concert(db::Transaction& transaction, const std::string& name,
                          const std::string& venue, base::Timestamp date, base::UserId admin,
                          base::Timestamp now) {
  core::Concert concert;
  concert.name = name;
  concert.date = date;
  concert.venue = venue;
  concert.timezone = "Europe/Lisbon";
  concert.currency = "EUR";
  concert.capacity = 500;
  return core::add_concert(transaction, concert, admin, now);
}

void fill(db::Transaction& transaction, core::SigningKeys& keys, const std::string& password_hash,
          base::Timestamp now) {
  const auto ada = core::add_first_admin(
      transaction, {"ada", "ada@example.org", core::Role::admin, password_hash, true}, now);
  add_person(transaction, "sam", core::Role::scanner, password_hash, ada.id, now);
  const auto hanna =
      add_person(transaction, "hanna", core::Role::viewer, password_hash, ada.id, now);
  const auto felix =
      add_person(transaction, "felix", core::Role::viewer, password_hash, ada.id, now);

  const auto on_sale =
      add_concert(transaction, "Winter Strings", "Salão Azul", now + days(30), ada.id, now);
  const auto tonight =
      add_concert(transaction, "Fado at the Docks", "Armazém 7", now + hours(1), ada.id, now);
  const auto later =
      core::create_tickets(transaction, {on_sale.id, 200, 2900, "Standing"}, keys, ada.id, now)
          .tickets;
  const auto seated =
      core::create_tickets(transaction, {tonight.id, 200, 4950, "Seated"}, keys, ada.id, now)
          .tickets;

  const auto sell = [&](const core::Ticket& ticket, const std::string& name,
                        const core::User& holder) {
    core::mark_sold(transaction, ticket.id, {name, holder.email, std::nullopt, holder.username},
                    ada.id, now);
  };
  sell(later.at(0), "Hanna Berg", hanna);
  sell(seated.at(0), "Hanna Berg", hanna);
  sell(seated.at(1), "Felix Ngo", felix);
}

}  // namespace

const std::vector<DemoLogin>& demo_logins() {
  static const std::vector<DemoLogin> logins{{"ada", "admin"},
                                             {"sam", "scanner at the door"},
                                             {"hanna", "holds two tickets"},
                                             {"felix", "holds one ticket"}};
  return logins;
}

bool fill_demo(db::Database& database, core::SigningKeys& keys, base::Timestamp now) {
  if (database.read([](db::Transaction& transaction) { return core::has_admin(transaction); })) {
    return false;
  }
  const std::string password_hash = base::hash_password(demo_password);
  database.write(
      [&](db::Transaction& transaction) { fill(transaction, keys, password_hash, now); });
  return true;
}

}  // namespace admitone::app
