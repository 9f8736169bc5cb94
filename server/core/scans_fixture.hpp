#pragma once
// For tests of scans, here and in the rooms above: a concert with doors open, on each database. Sam
// and Rita scan, Ana and Bruno hold tickets.

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/attendance.hpp"
#include "core/concerts.hpp"
#include "core/journal.hpp"
#include "core/scans.hpp"
#include "core/ticket_orders.hpp"
#include "core/users.hpp"
#include "support/databases.hpp"

namespace admitone::core {

class DoorsOpen : public tests::OnEachDatabase {
 protected:
  void SetUp() override {
    OnEachDatabase::SetUp();
    if (IsSkipped()) return;
    database().write([this](db::Transaction& transaction) {
      admin = add_person(transaction, "admin", Role::admin);
      sam = add_person(transaction, "sam", Role::scanner);
      rita = add_person(transaction, "rita", Role::scanner);
      ana = add_person(transaction, "ana", Role::viewer);
      bruno = add_person(transaction, "bruno", Role::viewer);
      keys.ensure(transaction, opening);
    });
    concert = open_doors("Fado Night");
  }

  template <class F>
  auto read(F work) {
    return database().read([&](db::Transaction& transaction) { return work(transaction); });
  }
  template <class F>
  auto write(F work) {
    return database().write([&](db::Transaction& transaction) { return work(transaction); });
  }

  base::ConcertId open_doors(const std::string& name) {
    Concert wanted{};
    wanted.name = name;
    wanted.date = opening;
    wanted.venue = "Coliseu";
    wanted.timezone = "Europe/Lisbon";
    wanted.currency = "EUR";
    return write(
        [&](auto& transaction) { return add_concert(transaction, wanted, admin, opening).id; });
  }

  /// At most 100.
  std::vector<Ticket> unsold_tickets(std::int64_t quantity) {
    TicketOrder order;
    order.concert_id = concert;
    order.quantity = quantity;
    order.price = 4950;
    return write([&](auto& transaction) {
      return create_tickets(transaction, order, keys, admin, opening).tickets;
    });
  }

  Ticket sell(const Ticket& ticket, std::optional<std::string> holder = {}) {
    return write([&](auto& transaction) {
      const Sale sale{"Carla Reis", "carla@example.com", {}, holder};
      return mark_sold(transaction, ticket.id, sale, admin, opening);
    });
  }
  Ticket sold_ticket(std::optional<std::string> holder = {}) {
    return sell(unsold_tickets(1).front(), std::move(holder));
  }
  std::vector<Ticket> sold_tickets(std::int64_t quantity) {
    std::vector<Ticket> tickets = unsold_tickets(quantity);
    for (Ticket& ticket : tickets) ticket = sell(ticket);
    return tickets;
  }

  /// Sam's scan of a code or number at Gate A, a second after the scan before.
  ScanAttempt scan_of(const std::string& code, ScanType type = ScanType::attendance) {
    const int number = ++attempts_;
    ScanAttempt attempt;
    attempt.scan_id = "scan-" + std::to_string(number);
    attempt.code = code;
    attempt.scan_type = type;
    attempt.location = "Gate A";
    attempt.scanned_by = sam;
    attempt.scanned_at = opening + std::chrono::seconds(number);
    return attempt;
  }
  ScanAttempt scan_of(const Ticket& ticket, ScanType type = ScanType::attendance) {
    return scan_of(ticket.code_text(), type);
  }

  std::vector<ScanOutcome> record_all(const std::vector<ScanAttempt>& attempts) {
    return write([&](auto& transaction) { return record_scans(transaction, keys, attempts); })
        .outcomes();
  }
  Recorded record_one(const ScanAttempt& attempt) {
    return std::get<Recorded>(record_all({attempt}).front());
  }

  Ticket stored(const Ticket& ticket) {
    return read([&](auto& transaction) { return find_ticket(transaction, ticket.id).value(); });
  }
  Attendance attendance() {
    return read([&](auto& transaction) { return get_attendance(transaction, concert); });
  }
  std::int64_t count_of(std::string_view sql) {
    return read([&](auto& transaction) { return *transaction.template find<std::int64_t>(sql); });
  }

  /// 2026-11-23 at 19:30 UTC.
  static constexpr base::Timestamp opening =
      std::chrono::sys_days(std::chrono::November / 23 / 2026) + std::chrono::minutes(19 * 60 + 30);
  SigningKeys keys{base::Secret("a secret of the tests, 32 characters long")};
  base::UserId admin, sam, rita, ana, bruno;
  base::ConcertId concert;

 private:
  static base::UserId add_person(db::Transaction& transaction, const std::string& name, Role role) {
    const NewUser user{.username = name,
                       .email = name + "@example.org",
                       .role = role,
                       .password_hash = "x",
                       .email_is_verified = true};
    return add_user(transaction, user, std::nullopt, opening).id;
  }

  std::atomic<int> attempts_ = 0;
};

}  // namespace admitone::core
