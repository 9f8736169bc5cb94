#include "app/sheet_command.hpp"

#include <filesystem>
#include <iostream>

#include "app/open_beside.hpp"
#include "app/progress_line.hpp"
#include "artefacts/print_sheet_job.hpp"
#include "base/enum_text.hpp"
#include "base/refusal.hpp"

namespace admitone::app {
namespace {

core::PrintSheet sheet_of(const SheetArguments& arguments) {
  const auto page = base::from_text<core::SheetPaper>(arguments.page);
  if (!page) throw ConfigError("--page must be a4 or letter");
  const auto grid = base::from_text<core::SheetGrid>(arguments.grid);
  if (!grid) throw ConfigError("--grid must be two_by_four or two_by_five");
  return {.job_id = {},
          .first_serial = arguments.first_serial,
          .last_serial = arguments.last_serial,
          .page = *page,
          .grid = *grid,
          .file_name = {},
          .file_bytes = {}};
}

void remove_if_there(const std::string& path) {
  std::error_code ignored;  // It may never have been made.
  std::filesystem::remove(path, ignored);
}

}  // namespace

int draw_sheet(const Config& config, const SheetArguments& arguments) {
  const base::ConcertId concert_id{arguments.concert_id};
  const core::PrintSheet sheet = sheet_of(arguments);
  const auto database = open_beside(config);
  database->read([&](db::Transaction& transaction) {
    core::check_print_sheet(transaction, concert_id, sheet);
  });
  const std::string unfinished = arguments.output + ".part";
  const std::int64_t total = sheet.last_serial - sheet.first_serial + 1;
  artefacts::DrawnSheet drawn{};
  try {
    ProgressLine line("Drawing");
    drawn =
        artefacts::draw_print_sheet(*database, concert_id, sheet, base::SystemClock().now(),
                                    unfinished, [&](std::int64_t done) { line.show(done, total); });
    std::filesystem::rename(unfinished, arguments.output);
  } catch (const std::runtime_error& failure) {
    remove_if_there(unfinished);
    if (dynamic_cast<const base::Refusal*>(&failure) != nullptr) throw;
    throw ConfigError("cannot write " + arguments.output + ": " + failure.what());
  }
  std::cout << artefacts::describe(drawn) << "\n";
  return 0;
}

}  // namespace admitone::app
