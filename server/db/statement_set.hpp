#pragma once
// One statement for many lists of arguments, as PostgreSQL runs it. Only for this room.

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace admitone::db {

/// What is asked of a statement beside running for all lists.
struct ArraysForm {
  /// It fails (division_by_zero) unless it wrote as many rows as there are lists.
  bool writes_one_each = false;
  /// Of its parameters, $1 at the lowest bit: those with numbers among them that are counted from
  /// the one that later_number_of keeps. Such a number is written as later_mark and what is added.
  std::uint64_t later = 0;

  auto operator<=>(const ArraysForm&) const = default;
};
/// No number of an id, a time or a price comes near it.
inline constexpr std::int64_t later_mark = -(std::int64_t{1} << 62);

/// The statement that runs `sql` (an UPDATE … RETURNING one whole number) and keeps its number for
/// those that follow in the transaction. Returns it too, in the first column.
std::string later_number_of(std::string_view sql);

/// The statement that does for whole arrays what `sql` does for one list of arguments: parameter $n
/// becomes an array of `types[n - 1]` ("int8"). An INSERT takes its VALUES, and an UPDATE what it
/// compares, from the arrays. A SELECT returns for each place in the arrays what it returned for
/// that list, with the place (from 1) in a column of its own behind the others; it is planned as
/// for one list, so that no plan reads a table through because there are many. FOR UPDATE locks in
/// the arrays' order. Throws std::logic_error for a statement of another kind, one without
/// parameters, and one with parameters behind VALUES (…).
std::string for_arrays(std::string_view sql, std::span<const std::string_view> types,
                       const ArraysForm& form = {});

}  // namespace admitone::db
