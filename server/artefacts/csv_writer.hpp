#pragma once
// Writes comma-separated values (RFC 4180) that a spreadsheet shows and never runs: UTF-8 with a
// byte order mark, without which Excel takes it for another encoding; commas; CRLF. Each cell says
// what it is, so that what people typed is defused and our own numbers stay numbers.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "core/money.hpp"

namespace admitone::artefacts {

/// Whether a spreadsheet would take the text for a formula: it begins with = + - @ or their wide
/// forms, also behind white space, or with a tab or a line break.
bool is_formula(std::string_view text);

class CsvWriter {
 public:
  /// What a file begins with: the byte order mark and the names of the columns.
  void header(std::initializer_list<std::string_view> columns);

  /// What somebody typed. A formula gets an apostrophe in front, as spreadsheets do themselves.
  void text(std::optional<std::string_view> text);

  // What we made ourselves: it is no formula, and minus signs are meant.
  void word(std::string_view word);
  void number(std::optional<std::int64_t> number);
  void money(std::optional<std::int64_t> minor_units, const core::Currency& currency);
  /// RFC 3339, UTC.
  void time(std::optional<base::Timestamp> time);

  void end_record();

  /// What was written since the last call.
  std::string take();

 private:
  void write(std::string_view cell);

  std::string written_;
  bool is_first_ = true;
};

}  // namespace admitone::artefacts
