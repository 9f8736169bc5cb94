#pragma once
// Reads comma-separated values (RFC 4180) as people's programs write them: commas, semicolons or
// tabs, with or without a byte order mark, any line ends, line breaks inside quotes. Knows no
// column.

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace admitone::artefacts {

/// Where a file cannot be read any further, and what to do about it.
struct BadCsv : std::runtime_error {
  BadCsv(std::size_t at_line, const std::string& detail)
      : std::runtime_error(detail), line(at_line) {}
  std::size_t line;  ///< the first is 1
};

inline constexpr std::size_t csv_fields_max = 100;               ///< in a record
inline constexpr std::size_t csv_field_octets_max = 16 * 1'024;  ///< in a field

struct CsvRecord {
  std::size_t line = 0;  ///< on which it begins; a field may have more lines
  std::vector<std::string> fields;
};

class CsvReader {
 public:
  /// Borrows `text`. The delimiter is the one that the first line has most of. Throws BadCsv for
  /// what is no text in UTF-8 at all: UTF-16, a spreadsheet's own format.
  explicit CsvReader(std::string_view text);

  char delimiter() const { return delimiter_; }

  /// The next record, valid until the next call; null at the end. Empty lines are passed over.
  /// Throws BadCsv; nothing can be read after that.
  const CsvRecord* next();

 private:
  void read_record();
  void read_field();
  void read_plain(std::string& field);
  void read_quoted(std::string& field);
  void append(std::string& field, std::string_view piece, std::size_t opened_line);
  std::string& add_field();
  bool take(char wanted);
  void take_line_end();
  bool is_blank() const;

  std::string_view rest_;
  char delimiter_ = ',';
  std::size_t line_ = 1;
  std::size_t field_count_ = 0;
  CsvRecord record_;
};

}  // namespace admitone::artefacts
