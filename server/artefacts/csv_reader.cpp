#include "artefacts/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace admitone::artefacts {
namespace {

constexpr char quote = '"';
constexpr std::string_view delimiters = ",;\t";
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
const std::string save_as = "Save it as CSV in UTF-8 (\"CSV UTF-8\" in Excel).";

/// The first octets of what people send instead.
void refuse_other_formats(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    throw BadCsv(1, "The file is UTF-16. " + save_as);
  }
  if (text.starts_with("PK\x03\x04") || text.starts_with("\xD0\xCF\x11\xE0")) {
    throw BadCsv(1, "The file is a spreadsheet, not CSV. " + save_as);
  }
}

/// The delimiter that the first line that is not empty has most of outside quotes; a comma where it
/// has none.
char detect_delimiter(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
  std::array<std::size_t, delimiters.size()> counts{};
  bool is_quoted = false;
  for (const char character : text) {
    if (character == quote) is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (character == '\n' || character == '\r') break;
    const auto which = delimiters.find(character);
    if (which != std::string_view::npos) ++counts.at(which);
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return delimiters[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace

CsvReader::CsvReader(std::string_view text) : rest_(text) {
  refuse_other_formats(text);
  if (rest_.starts_with(utf8_mark)) rest_.remove_prefix(utf8_mark.size());
  delimiter_ = detect_delimiter(rest_);
}

const CsvRecord* CsvReader::next() {
  while (!rest_.empty()) {
    read_record();
    if (!is_blank()) return &record_;
  }
  return nullptr;
}

void CsvReader::read_record() {
  record_.line = line_;
  field_count_ = 0;
  do {
    read_field();
  } while (take(delimiter_));
  take_line_end();
  record_.fields.resize(field_count_);
}

void CsvReader::read_field() {
  std::string& field = add_field();
  if (take(quote)) {
    read_quoted(field);
  } else {
    read_plain(field);
  }
}

void CsvReader::read_plain(std::string& field) {
  const std::array<char, 4> ends{delimiter_, quote, '\r', '\n'};
  const auto length =
      std::min(rest_.find_first_of(std::string_view(ends.data(), ends.size())), rest_.size());
  append(field, rest_.substr(0, length), line_);
  rest_.remove_prefix(length);
  if (rest_.starts_with(quote)) {
    throw BadCsv(
        line_,
        "A quote stands inside a field that does not begin with one. Put the whole field in "
        "quotes, and write each quote inside it twice.");
  }
}

/// The opening quote has been taken.
void CsvReader::read_quoted(std::string& field) {
  const std::size_t opened_line = line_;
  for (;;) {
    const auto length = rest_.find(quote);
    if (length == std::string_view::npos) {
      throw BadCsv(opened_line, "A quote is opened on this line and never closed.");
    }
    append(field, rest_.substr(0, length), opened_line);
    rest_.remove_prefix(length + 1);
    if (!take(quote)) break;
    append(field, std::string_view(&quote, 1), opened_line);
  }
  const bool has_ended = rest_.empty() || rest_.front() == delimiter_ || rest_.front() == '\r' ||
                         rest_.front() == '\n';
  if (has_ended) return;
  const std::string where =
      opened_line == line_ ? "" : " (it was opened on line " + std::to_string(opened_line) + ")";
  throw BadCsv(line_, "Text follows a closing quote" + where +
                          ". Write a quote that belongs to the text twice.");
}

/// Appends what was written, once it is known to be text, and counts its lines.
void CsvReader::append(std::string& field, std::string_view piece, std::size_t opened_line) {
  if (field.size() + piece.size() > csv_field_octets_max) {
    throw BadCsv(opened_line, "A field on this line has more than " +
                                  std::to_string(csv_field_octets_max) +
                                  " octets. Perhaps a quote is not closed.");
  }
  field += piece;
  while (!piece.empty()) {
    const char first = piece.front();
    if (first == '\0') {
      throw BadCsv(line_, "There is a zero octet on this line: this is not text. " + save_as);
    }
    if (!base::take_character(piece)) {
      throw BadCsv(line_, "This line is not valid UTF-8. " + save_as);
    }
    const bool ends_line = first == '\n' || (first == '\r' && !piece.starts_with('\n'));
    if (ends_line) ++line_;
  }
}

/// An empty field that keeps the memory of the one that stood in its place.
std::string& CsvReader::add_field() {
  if (field_count_ == csv_fields_max) {
    throw BadCsv(record_.line,
                 "There are more than " + std::to_string(csv_fields_max) + " fields on this line.");
  }
  if (field_count_ == record_.fields.size()) record_.fields.emplace_back();
  std::string& field = record_.fields[field_count_++];
  field.clear();
  return field;
}

bool CsvReader::take(char wanted) {
  if (!rest_.starts_with(wanted)) return false;
  rest_.remove_prefix(1);
  return true;
}

void CsvReader::take_line_end() {
  const bool has_return = take('\r');
  const bool has_newline = take('\n');
  if (has_return || has_newline) ++line_;
}

bool CsvReader::is_blank() const {
  return record_.fields.size() == 1 && record_.fields.front().empty();
}

}  // namespace admitone::artefacts
