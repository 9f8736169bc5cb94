#include "core/print_sheets.hpp"

#include <gmock/gmock.h>

#include "core/ticket_house_fixture.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;
using testing::Optional;

class PrintSheets : public TicketHouse {
 protected:
  Job add(std::int64_t first, std::int64_t last) {
    return database().write([&](db::Transaction& transaction) {
      const PrintSheet sheet{.job_id = {},
                             .first_serial = first,
                             .last_serial = last,
                             .page = SheetPaper::letter,
                             .grid = SheetGrid::two_by_four,
                             .file_name = {},
                             .file_bytes = {}};
      return add_print_sheet(transaction, concert, sheet, admin.id, now());
    });
  }
  std::optional<PrintSheet> find(base::JobId id) {
    return database().read(
        [&](db::Transaction& transaction) { return find_print_sheet(transaction, id); });
  }
  void finish(base::JobId id) {
    database().write([&](db::Transaction& transaction) {
      take_job(transaction, "a runner", now());
      keep_file(transaction, id, "sheet.pdf", 1234);
      finish_job(transaction, id, "a runner", JobStatus::done, "10 tickets", now());
    });
  }
  void remove_old() {
    database().write([&](db::Transaction& transaction) { remove_old_sheets(transaction, now()); });
  }
};
INSTANTIATE_ON_EACH_DATABASE(PrintSheets);

TEST_P(PrintSheets, AreQueuedWithWhatTheyAreToShow) {
  make_tickets(20);
  const Job job = add(3, 12);
  EXPECT_EQ(job.kind, JobKind::print_sheet);
  EXPECT_EQ(job.total, 10);
  const auto sheet = find(job.id);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->first_serial, 3);
  EXPECT_EQ(sheet->last_serial, 12);
  EXPECT_EQ(sheet->page, SheetPaper::letter);
  EXPECT_EQ(sheet->grid, SheetGrid::two_by_four);
  EXPECT_EQ(sheet->file_name, std::nullopt);
  EXPECT_EQ(newest_fact().kind, "print_sheet.requested");
}

TEST_P(PrintSheets, RefuseARangeThatIsNotTheConcerts) {
  EXPECT_EQ(refusal_of([&] { add(1, 1); }), RefusalKind::conflict) << "no tickets yet";
  make_tickets(20);
  EXPECT_EQ(refusal_of([&] { add(5, 4); }), RefusalKind::invalid);
  EXPECT_EQ(refusal_of([&] { add(1, 21); }), RefusalKind::invalid);
  EXPECT_EQ(refusal_of([&] { add(1, 1 + sheet_tickets_max); }), RefusalKind::invalid);
  EXPECT_EQ(refusal_of([&] { add(1, 20); }), std::nullopt);
}

TEST_P(PrintSheets, RefuseTicketsThatAreStillBeingMade) {
  make_tickets(20);
  database().write([&](db::Transaction& transaction) {
    accept_order(transaction, {concert, 5, {}, {}}, admin.id, now());
  });
  EXPECT_EQ(refusal_of([&] { add(1, 21); }), RefusalKind::conflict);
  EXPECT_EQ(refusal_of([&] { add(1, 20); }), std::nullopt);
}

TEST_P(PrintSheets, AreRemovedADayAfterTheyWereFinished) {
  make_tickets(20);
  const Job job = add(1, 10);
  advance(sheet_kept + std::chrono::hours(1));
  remove_old();
  EXPECT_TRUE(find(job.id)) << "it still waits";
  finish(job.id);
  EXPECT_THAT(find(job.id)->file_name, Optional(std::string("sheet.pdf")));
  EXPECT_EQ(find(job.id)->file_bytes, 1234);
  advance(sheet_kept);
  remove_old();
  EXPECT_TRUE(find(job.id));
  advance(std::chrono::seconds(1));
  remove_old();
  EXPECT_FALSE(find(job.id));
}

}  // namespace
}  // namespace admitone::core
