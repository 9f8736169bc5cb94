#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/file_commands.hpp"
#include "app/open_beside.hpp"
#include "artefacts/csv_export.hpp"
#include "base/enum_text.hpp"
#include "core/concerts.hpp"

namespace admitone::app {
namespace {

using artefacts::CsvExport;

CsvExport parse_list(const std::string& text) {
  if (const auto list = base::from_text<CsvExport>(text)) return *list;
  throw ConfigError("the list must be tickets, scans or refunds");
}

void write(db::Database& database, CsvExport what, base::ConcertId concert_id, std::ostream& out) {
  std::optional<std::int64_t> place;
  do {
    const auto page = database.read([&](db::Transaction& transaction) {
      core::get_concert(transaction, concert_id);
      return artefacts::read_csv_page(transaction, what, concert_id, place);
    });
    out << page.text;
    place = page.next;
  } while (place && out);
}

/// Beside the file that is wanted, so that what is cut off never has its name.
void write_file(db::Database& database, CsvExport what, base::ConcertId concert_id,
                const std::string& path) {
  const std::string unfinished = path + ".part";
  const auto fail = [&] {
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    throw ConfigError("cannot write " + path);
  };
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  if (!file) throw ConfigError("cannot write " + path);
  try {
    write(database, what, concert_id, file);
  } catch (...) {
    std::filesystem::remove(unfinished);
    throw;
  }
  file.close();
  if (!file) fail();
  std::error_code failure;
  std::filesystem::rename(unfinished, path, failure);
  if (failure) fail();
}

}  // namespace

int export_list(const Config& config, const ExportArguments& arguments) {
  const CsvExport what = parse_list(arguments.what);
  const base::ConcertId concert_id{arguments.concert_id};
  const auto database = open_beside(config);
  if (!arguments.path.empty()) {
    write_file(*database, what, concert_id, arguments.path);
    return 0;
  }
  write(*database, what, concert_id, std::cout);
  std::cout.flush();
  if (!std::cout) throw ConfigError("cannot write to standard output");
  return 0;
}

}  // namespace admitone::app
