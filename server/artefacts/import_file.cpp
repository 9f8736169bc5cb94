#include "artefacts/import_file.hpp"

#include <algorithm>

#include "artefacts/csv_reader.hpp"
#include "artefacts/import_columns.hpp"
#include "base/refusal.hpp"
#include "core/users.hpp"

namespace admitone::artefacts {
namespace {

/// One record, its fields taken by what they mean; a field that is wrong becomes a problem.
class RowReader {
 public:
  RowReader(const ImportColumns& columns, const CsvRecord& record, char delimiter,
            const core::Currency& currency, core::ImportProblems& problems)
      : columns_(columns),
        record_(record),
        delimiter_(delimiter),
        currency_(currency),
        problems_(problems) {}

  /// Nothing when something was wrong.
  std::optional<core::ImportRow> read() {
    core::ImportRow row;
    row.line = line();
    row.buyer_name = required<base::Name>(ImportColumn::name);
    row.buyer_email = required<core::Email>(ImportColumn::email);
    row.tier = optional<base::Name>(ImportColumn::tier);
    row.price = price();
    row.reference = optional<core::Reference>(ImportColumn::reference);
    if (is_wrong_) return std::nullopt;
    return row;
  }

 private:
  std::int64_t line() const { return static_cast<std::int64_t>(record_.line); }

  std::string_view field(ImportColumn column) const {
    const auto place = columns_.place(column);
    return place ? std::string_view(record_.fields.at(*place)) : std::string_view();
  }

  void complain(ImportColumn column, const std::string& detail) {
    is_wrong_ = true;
    problems_.add({line(), name_of(column), detail});
  }

  template <class Value>
  std::string required(ImportColumn column) {
    if (is_empty(field(column))) {
      complain(column, "is empty");
      return {};
    }
    return optional<Value>(column).value_or("");
  }

  template <class Value>
  std::optional<std::string> optional(ImportColumn column) {
    if (is_empty(field(column))) return std::nullopt;
    try {
      return Value::parse(field(column)).text();
    } catch (const base::BadValue& bad) {
      complain(column, bad.what());
      return std::nullopt;
    }
  }

  /// Where semicolons or tabs stand between fields, a comma may be the decimal point.
  std::optional<std::int64_t> price() {
    if (is_empty(field(ImportColumn::price))) return std::nullopt;
    try {
      std::string amount = base::checked_text(field(ImportColumn::price), {});
      if (delimiter_ != ',' && std::ranges::count(amount, ',') == 1) {
        std::ranges::replace(amount, ',', '.');
      }
      return core::Money::parse(amount).minor_units(currency_, "/price");
    } catch (const base::BadValue& bad) {
      complain(ImportColumn::price, bad.what());
    } catch (const base::Refusal& refusal) {
      complain(ImportColumn::price, refusal.errors.at(0).detail);
    }
    return std::nullopt;
  }

  static bool is_empty(std::string_view field) {
    return field.find_first_not_of(" \t") == std::string_view::npos;
  }

  const ImportColumns& columns_;
  const CsvRecord& record_;
  char delimiter_;
  const core::Currency& currency_;
  core::ImportProblems& problems_;
  bool is_wrong_ = false;
};

bool is_all_empty(const CsvRecord& record) {
  return std::ranges::all_of(record.fields, &std::string::empty);
}

/// A row with more or fewer fields than the header has has shifted, most likely; spreadsheets put
/// empty ones behind.
bool has_shape(const CsvRecord& record, std::size_t header_fields, core::ImportProblems& problems) {
  const std::size_t used = std::min(record.fields.size(), header_fields);
  const bool has_more =
      std::any_of(record.fields.begin() + static_cast<std::ptrdiff_t>(used), record.fields.end(),
                  [](const std::string& field) { return !field.empty(); });
  if (record.fields.size() >= header_fields && !has_more) return true;
  problems.add({static_cast<std::int64_t>(record.line), "",
                "has " + std::to_string(record.fields.size()) + " fields; the first line has " +
                    std::to_string(header_fields)});
  return false;
}

void read_rows(CsvReader& reader, const ImportColumns& columns, std::size_t header_fields,
               const core::Currency& currency, ImportFile& file) {
  while (const CsvRecord* record = reader.next()) {
    if (is_all_empty(*record)) continue;
    if (++file.row_count > core::import_rows_max) {
      file.problems.add({static_cast<std::int64_t>(record->line), "",
                         "is one row too many: a file may have " +
                             std::to_string(core::import_rows_max) + ". Import it in parts."});
      return;
    }
    if (!has_shape(*record, header_fields, file.problems)) continue;
    auto row = RowReader(columns, *record, reader.delimiter(), currency, file.problems).read();
    if (row) file.rows.push_back(std::move(*row));
  }
}

void read(std::string_view text, const core::Currency& currency, ImportFile& file) {
  CsvReader reader(text);
  const CsvRecord* header = reader.next();
  if (header == nullptr) throw BadCsv(1, "The file is empty.");
  file.delimiter = std::string(1, reader.delimiter());
  const std::size_t header_fields = header->fields.size();
  const ImportColumns columns(header->fields, static_cast<std::int64_t>(header->line),
                              file.problems);
  file.columns = columns.known();
  file.ignored_columns = columns.ignored();
  if (file.problems.count() > 0) return;
  read_rows(reader, columns, header_fields, currency, file);
  if (file.row_count == 0) throw BadCsv(1, "The file has a first line, but no rows below it.");
}

}  // namespace

ImportFile read_import_file(std::string_view file, const core::Currency& currency) {
  ImportFile result;
  try {
    read(file, currency, result);
  } catch (const BadCsv& bad) {
    result.problems.add({static_cast<std::int64_t>(bad.line), "", bad.what()});
  }
  return result;
}

std::map<std::string, std::int64_t> count_tiers(const ImportFile& file) {
  std::map<std::string, std::int64_t> counts;
  for (const core::ImportRow& row : file.rows) ++counts[row.tier.value_or("")];
  return counts;
}

}  // namespace admitone::artefacts
