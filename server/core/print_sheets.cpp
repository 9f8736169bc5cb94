#include "core/print_sheets.hpp"

#include "base/refusal.hpp"
#include "core/attendance.hpp"
#include "core/concerts.hpp"
#include "core/journal.hpp"
#include "core/ticket_orders.hpp"

namespace admitone::core {

void check_print_sheet(db::Transaction& transaction, base::ConcertId concert_id,
                       const PrintSheet& sheet) {
  get_concert(transaction, concert_id);
  if (sheet.first_serial < 1) throw base::invalid_field("/first_serial", "must be 1 or more");
  if (sheet.last_serial < sheet.first_serial) {
    throw base::invalid_field("/last_serial", "must not be before first_serial");
  }
  if (sheet.last_serial - sheet.first_serial >= sheet_tickets_max) {
    throw base::invalid_field(
        "/last_serial",
        "must leave at most " + std::to_string(sheet_tickets_max) + " tickets on one sheet");
  }
  const std::int64_t last = get_last_serial(transaction, concert_id);
  if (last == 0) throw base::conflict("This concert has no tickets yet. Create some first.");
  if (sheet.last_serial > last) {
    throw base::invalid_field("/last_serial", "must be at most " + std::to_string(last) +
                                                  ", the last ticket of this concert");
  }
  if (are_being_made(transaction, concert_id, sheet.first_serial, sheet.last_serial)) {
    throw base::conflict(
        "Some of these tickets are still being made. Ask again once all of them are there.");
  }
}

Job add_print_sheet(db::Transaction& transaction, base::ConcertId concert_id,
                    const PrintSheet& sheet, base::UserId actor, base::Timestamp now) {
  check_print_sheet(transaction, concert_id, sheet);
  const std::int64_t total = sheet.last_serial - sheet.first_serial + 1;
  const Job job = add_job(transaction, {JobKind::print_sheet, concert_id, actor, total}, now);
  transaction.run(
      "INSERT INTO print_sheets (job_id, first_serial, last_serial, page, grid)"
      " VALUES ($1, $2, $3, $4, $5)",
      {job.id, sheet.first_serial, sheet.last_serial, sheet.page, sheet.grid});
  record(transaction, Fact{.at = now,
                           .kind = "print_sheet.requested",
                           .actor_user_id = actor,
                           .concert_id = concert_id,
                           .ticket_id = {},
                           .subject_id = job.id.value,
                           .detail = "Tickets " + std::to_string(sheet.first_serial) + " to " +
                                     std::to_string(sheet.last_serial) + " to be printed"});
  return job;
}

std::optional<PrintSheet> find_print_sheet(db::Transaction& transaction, base::JobId id) {
  return transaction.find<PrintSheet>(
      "SELECT job_id, first_serial, last_serial, page, grid, file_name, file_bytes FROM "
      "print_sheets"
      " WHERE job_id = $1",
      {id});
}

void keep_file(db::Transaction& transaction, base::JobId id, const std::string& file_name,
               std::int64_t file_bytes) {
  transaction.run("UPDATE print_sheets SET file_name = $2, file_bytes = $3 WHERE job_id = $1",
                  {id, file_name, file_bytes});
}

void remove_old_sheets(db::Transaction& transaction, base::Timestamp now) {
  transaction.run("DELETE FROM jobs WHERE kind = 'print_sheet' AND finished_at < $1",
                  {now - sheet_kept});
}

}  // namespace admitone::core
