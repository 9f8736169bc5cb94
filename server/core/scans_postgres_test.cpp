// What a batch of scans costs on PostgreSQL, by its own counts within the transaction: no time is
// taken.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/scans_fixture.hpp"

namespace admitone::core {
namespace {

class ScansOnPostgres : public DoorsOpen {
 protected:
  /// So many tickets, scans and facts that PostgreSQL would pay for reading them all.
  void fill_house() {
    constexpr std::int64_t many = 20'000;
    TicketOrder order;
    order.concert_id = concert;
    order.quantity = many;
    order.price = 4950;
    write([&](auto& transaction) {
      create_tickets(transaction, order, keys, admin, opening);
      const std::int64_t first_number = take_numbers(transaction, many);
      transaction.run(
          "INSERT INTO scans (id, scan_id, request_digest, concert_id, scan_type, verdict, reason, "
          "scanned_by_user_id, scanned_at) SELECT CAST($1 AS BIGINT) + n, 'an-old-scan-' || n, '', "
          "$2, 'attendance', 'refused', 'unknown_ticket', $3, 0 "
          "FROM generate_series(0, CAST($4 AS BIGINT) - 1) AS n",
          {first_number, concert, sam, many});
      transaction.run(
          "INSERT INTO journal (number, at, kind, detail) SELECT id, 0, 'scan.refused', '' "
          "FROM scans WHERE id >= $1",
          {first_number});
    });
  }

  /// How often a batch reads one of the large tables from its beginning to its end.
  std::int64_t tables_read_through() {
    std::vector<ScanAttempt> attempts;
    for (const Ticket& ticket : sold_tickets(64)) attempts.push_back(scan_of(ticket));
    return write([&](auto& transaction) {
      record_scans(transaction, keys, attempts);
      return *transaction.template find<std::int64_t>(
          "SELECT pg_stat_get_xact_numscans('tickets'::regclass) + "
          "pg_stat_get_xact_numscans('scans'::regclass) + "
          "pg_stat_get_xact_numscans('journal'::regclass)");
    });
  }

  void analyze() {
    write([](auto& transaction) { transaction.run("ANALYZE"); });
  }
};
INSTANTIATE_TEST_SUITE_P(, ScansOnPostgres, testing::Values(db::Engine::postgres),
                         tests::engine_name);

TEST_P(ScansOnPostgres, AnAdmissionChangesNoIndexOfTheTickets) {
  const ScanAttempt attempt = scan_of(sold_ticket());
  const std::int64_t changed_in_place = write([&](auto& transaction) {
    record_scans(transaction, keys, {&attempt, 1});
    return *transaction.template find<std::int64_t>(
        "SELECT pg_stat_get_xact_tuples_hot_updated('tickets'::regclass)");
  });
  EXPECT_EQ(changed_in_place, 1);
}

TEST_P(ScansOnPostgres, ABatchReadsNoLargeTableThrough) {
  fill_house();
  analyze();
  EXPECT_EQ(tables_read_through(), 0);
}

TEST_P(ScansOnPostgres, APlanFromWhenTheTablesWereEmptyReadsNoneThrough) {
  analyze();
  record_all({scan_of(sold_ticket())});
  fill_house();
  EXPECT_EQ(tables_read_through(), 0);
}

}  // namespace
}  // namespace admitone::core
