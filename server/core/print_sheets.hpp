#pragma once
// Print sheets: a concert's tickets by serial on paper, many to a page, drawn by a job.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/jobs.hpp"

namespace admitone::core {

/// What a sheet of tickets can be printed on.
enum class SheetPaper { a4, letter };
BOOST_DESCRIBE_ENUM(SheetPaper, a4, letter)

/// Columns and rows: larger stubs, or more of them.
enum class SheetGrid { two_by_four, two_by_five };
BOOST_DESCRIBE_ENUM(SheetGrid, two_by_four, two_by_five)

inline constexpr std::int64_t sheet_tickets_max = 20'000;  ///< on one print sheet
/// How long a sheet that was drawn can be downloaded.
inline constexpr std::chrono::hours sheet_kept{24};

struct PrintSheet {
  base::JobId job_id;
  std::int64_t first_serial;
  std::int64_t last_serial;
  SheetPaper page = SheetPaper::a4;
  SheetGrid grid = SheetGrid::two_by_five;
  std::optional<std::string> file_name;  ///< below the folder of files, once it is drawn
  std::optional<std::int64_t> file_bytes;
};
BOOST_DESCRIBE_STRUCT(PrintSheet, (),
                      (job_id, first_serial, last_serial, page, grid, file_name, file_bytes))

/// Throws base::Refusal: not_found without such a concert; conflict when it has no tickets yet,
/// or some of these are still being made; invalid when the range is empty, longer than
/// sheet_tickets_max or goes beyond the concert's tickets (pointer "/last_serial").
void check_print_sheet(db::Transaction& transaction, base::ConcertId concert_id,
                       const PrintSheet& sheet);

/// Queues a sheet of the tickets first_serial to last_serial. Throws what check_print_sheet and
/// add_job throw.
Job add_print_sheet(db::Transaction& transaction, base::ConcertId concert_id,
                    const PrintSheet& sheet, base::UserId actor, base::Timestamp now);

std::optional<PrintSheet> find_print_sheet(db::Transaction& transaction, base::JobId id);

/// Notes where the sheet was drawn to. Call it in the transaction that finishes the job.
void keep_file(db::Transaction& transaction, base::JobId id, const std::string& file_name,
               std::int64_t file_bytes);

/// Removes the sheets that were finished longer ago than they are kept.
void remove_old_sheets(db::Transaction& transaction, base::Timestamp now);

}  // namespace admitone::core
