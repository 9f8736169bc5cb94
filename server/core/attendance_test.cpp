#include "core/attendance.hpp"

#include <array>
#include <random>

#include <gmock/gmock.h>

#include "core/refunds.hpp"
#include "core/scans.hpp"
#include "core/ticket_house_fixture.hpp"
#include "core/transfers.hpp"

namespace admitone::core {
namespace {

class AttendanceTest : public TicketHouse {
 protected:
  void apply_change(const AttendanceChange& change) {
    database().write([&](db::Transaction& transaction) { apply(transaction, concert, change); });
  }
  void refund(base::TicketId id) {
    database().write([&](db::Transaction& transaction) {
      const Refund refund = request_refund(transaction, id, ana.id, "Ill", {}, now());
      approve_refund(transaction, refund.id, {}, admin.id, now());
    });
  }
  void transfer(base::TicketId id) {
    database().write([&](db::Transaction& transaction) {
      const Recipient recipient{.username = bruno.username, .email = {}};
      const Transfer offer = initiate_transfer(transaction, id, ana.id, recipient, {}, now());
      accept_transfer(transaction, keys, offer.id, bruno.id, now());
    });
  }
  void scan(base::TicketId id, ScanType type) {
    ScanAttempt attempt;
    attempt.scan_id = "scan-of-the-test-" + std::to_string(++scans_);
    attempt.ticket_number = ticket(id).ticket_number;
    attempt.scan_type = type;
    attempt.scanned_by = admin.id;
    attempt.scanned_at = now();
    database().write([&](db::Transaction& transaction) {
      record_scans(transaction, keys, std::span(&attempt, 1));
    });
  }
  std::int64_t recount(TicketStatus status) {
    return database()
        .read([&](db::Transaction& transaction) {
          return transaction.find<std::int64_t>(
              "SELECT COUNT(*) FROM tickets WHERE concert_id = $1 AND status = $2",
              {concert, status});
        })
        .value();
  }
  std::int64_t recounted_revenue() {
    return database()
        .read([&](db::Transaction& transaction) {
          return transaction.find<std::int64_t>(
              "SELECT CAST(COALESCE(SUM(price), 0) AS BIGINT) FROM tickets "
              "WHERE concert_id = $1 AND status NOT IN ('created', 'refunded')",
              {concert});
        })
        .value();
  }

 private:
  int scans_ = 0;
};
INSTANTIATE_ON_EACH_DATABASE(AttendanceTest);

TEST(AttendanceChangeTest, MovesATicketBetweenAnyTwoStatuses) {
  constexpr std::array members = {&AttendanceChange::created,       &AttendanceChange::sold,
                                  &AttendanceChange::scanned_entry, &AttendanceChange::attended,
                                  &AttendanceChange::refunded,      &AttendanceChange::transferred};
  for (std::size_t from = 0; from < members.size(); ++from) {
    for (std::size_t to = 0; to < members.size(); ++to) {
      AttendanceChange change;
      change.move(static_cast<TicketStatus>(from), static_cast<TicketStatus>(to));
      EXPECT_EQ(change.is_nothing(), from == to);
      EXPECT_EQ(change.*members[from], from == to ? 0 : -1);
      EXPECT_EQ(change.*members[to], from == to ? 0 : 1);
    }
  }
}

TEST_P(AttendanceTest, BeginsWithNothing) {
  const Attendance counts = attendance(concert);
  EXPECT_EQ(counts.concert_id, concert);
  EXPECT_EQ(counts.total(), 0);
  EXPECT_EQ(counts.revenue, 0);
  EXPECT_EQ(counts.currency, "EUR");
  EXPECT_TRUE(counts.by_location.empty());
}

TEST_P(AttendanceTest, AppliesEveryPartOfAChange) {
  apply_change({.created = 1,
                .sold = 2,
                .transferred = 3,
                .scanned_entry = 4,
                .attended = 5,
                .refunded = 6,
                .revenue = 7});
  apply_change({});
  const Attendance counts = attendance(concert);
  EXPECT_EQ(counts.created, 1);
  EXPECT_EQ(counts.sold, 2);
  EXPECT_EQ(counts.transferred, 3);
  EXPECT_EQ(counts.scanned_entry, 4);
  EXPECT_EQ(counts.attended, 5);
  EXPECT_EQ(counts.refunded, 6);
  EXPECT_EQ(counts.revenue, 7);
  EXPECT_EQ(counts.total(), 21);
  EXPECT_EQ(counts.ever_sold_and_not_refunded(), 14);
}

TEST_P(AttendanceTest, RefusesAnUnknownConcert) {
  ++concert.value;
  EXPECT_EQ(refusal_of([&] { attendance(concert); }), base::RefusalKind::not_found);
  EXPECT_EQ(refusal_of([&] {
              database().write(
                  [&](db::Transaction& transaction) { lock_attendance(transaction, concert); });
            }),
            base::RefusalKind::not_found);
}

TEST_P(AttendanceTest, EqualsARecountWhateverHappened) {
  std::vector<base::TicketId> ids;
  for (const Ticket& ticket : make_tickets(25)) ids.push_back(ticket.id);
  std::mt19937 random(20261123);
  const Sale to_ana{ana.username, ana.email, 1999, ana.username};
  // Some of these are refused: then nothing must be counted.
  const std::array<std::function<void(base::TicketId)>, 7> operations = {
      [&](base::TicketId id) { sell(id, to_ana); },
      [&](base::TicketId id) { sell(id); },
      [&](base::TicketId id) { refund(id); },
      [&](base::TicketId id) { transfer(id); },
      [&](base::TicketId id) { scan(id, ScanType::entry_check); },
      [&](base::TicketId id) { scan(id, ScanType::attendance); },
      [&](base::TicketId) { make_tickets(1); }};
  for (int count = 0; count < 250; ++count) {
    const base::TicketId id = ids[random() % ids.size()];
    refusal_of([&] { operations.at(random() % operations.size())(id); });
  }
  const Attendance counts = attendance(concert);
  EXPECT_EQ(counts.created, recount(TicketStatus::created));
  EXPECT_EQ(counts.sold, recount(TicketStatus::sold));
  EXPECT_EQ(counts.transferred, recount(TicketStatus::transferred));
  EXPECT_EQ(counts.scanned_entry, recount(TicketStatus::scanned_entry));
  EXPECT_EQ(counts.attended, recount(TicketStatus::attended));
  EXPECT_EQ(counts.refunded, recount(TicketStatus::refunded));
  EXPECT_EQ(counts.revenue, recounted_revenue());
  for (const TicketStatus status : {TicketStatus::created, TicketStatus::sold,
                                    TicketStatus::attended, TicketStatus::refunded}) {
    EXPECT_GT(recount(status), 0) << "the random operations never led to " << base::to_text(status);
  }
}

}  // namespace
}  // namespace admitone::core
