#include "artefacts/csv_writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace admitone::artefacts {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// Semicolons and tabs too: some spreadsheets split at those, whatever the file says.
bool needs_quotes(std::string_view cell) {
  if (cell.find_first_of(",;\t\r\n\"") != std::string_view::npos) return true;
  return cell.starts_with(' ') || cell.ends_with(' ');
}

}  // namespace

bool is_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> starts{
      "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  constexpr std::array<std::string_view, 7> spaces{" ",        "\t",           "\r",     "\n",
                                                   "\xC2\xA0", "\xE3\x80\x80", utf8_mark};
  if (text.starts_with('\t') || text.starts_with('\r') || text.starts_with('\n')) return true;
  const auto begins = [&](std::string_view start) { return text.starts_with(start); };
  for (auto space = std::ranges::find_if(spaces, begins); space != spaces.end();
       space = std::ranges::find_if(spaces, begins)) {
    text.remove_prefix(space->size());
  }
  return std::ranges::any_of(starts, begins);
}

void CsvWriter::header(std::initializer_list<std::string_view> columns) {
  written_ += utf8_mark;
  for (const std::string_view column : columns) word(column);
  end_record();
}

void CsvWriter::text(std::optional<std::string_view> text) {
  if (text && is_formula(*text)) {
    write("'" + std::string(*text));
  } else {
    write(text.value_or(""));
  }
}

void CsvWriter::word(std::string_view word) { write(word); }

void CsvWriter::number(std::optional<std::int64_t> number) {
  write(number ? std::to_string(*number) : std::string());
}

void CsvWriter::money(std::optional<std::int64_t> minor_units, const core::Currency& currency) {
  write(minor_units ? core::Money::of(*minor_units, currency).text() : std::string());
}

void CsvWriter::time(std::optional<base::Timestamp> time) {
  write(time ? base::to_rfc3339(*time) : std::string());
}

void CsvWriter::end_record() {
  written_ += "\r\n";
  is_first_ = true;
}

std::string CsvWriter::take() { return std::exchange(written_, {}); }

void CsvWriter::write(std::string_view cell) {
  if (!is_first_) written_ += ',';
  is_first_ = false;
  if (!needs_quotes(cell)) {
    written_ += cell;
    return;
  }
  written_ += '"';
  for (const char character : cell) {
    if (character == '"') written_ += '"';
    written_ += character;
  }
  written_ += '"';
}

}  // namespace admitone::artefacts
