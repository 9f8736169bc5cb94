#pragma once
// Draws a concert's tickets on a print sheet, a few hundred at a time.

#include <functional>

#include "artefacts/files.hpp"
#include "artefacts/job_runner.hpp"
#include "core/print_sheets.hpp"
#include "db/database.hpp"

namespace admitone::artefacts {

struct DrawnSheet {
  std::int64_t drawn;
  std::int64_t left_out;  ///< refunded: their codes are dead
};

/// "500 tickets, 2 left out because they were refunded".
std::string describe(const DrawnSheet& drawn);

/// Draws the sheet's tickets into the file at `path`, reading them in short transactions; memory
/// does not grow with their number. Calls `report` with how many are done, often. Throws
/// base::Refusal when there is nothing to draw, std::runtime_error when the file cannot be written,
/// and whatever `report` throws.
DrawnSheet draw_print_sheet(db::Database& database, base::ConcertId concert_id,
                            const core::PrintSheet& sheet, base::Timestamp now,
                            const std::string& path,
                            const std::function<void(std::int64_t)>& report);

/// The job: draws the sheet into the folder of files. What it began is removed when it does not
/// come to its end.
void run_print_sheet(JobRun& run, db::Database& database, const Files& files);

}  // namespace admitone::artefacts
