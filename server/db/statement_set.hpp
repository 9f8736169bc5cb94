#pragma once
// One statement for many lists of arguments, as PostgreSQL runs it. Only for this room.

#include <span>
#include <string>
#include <string_view>

namespace admitone::db {

/// The statement that does for whole arrays what `sql` does for one list of arguments: parameter $n
/// becomes an array of `types[n - 1]` ("int8"). An INSERT takes its VALUES, and an UPDATE what it
/// compares, from the arrays. A SELECT returns for each place in the arrays what it returned for
/// that list, with the place (from 1) in a column of its own behind the others; it is planned as
/// for one list, so that no plan reads a table through because there are many. FOR UPDATE locks in
/// the arrays' order. Throws std::logic_error for a statement of another kind, one without
/// parameters, and one with parameters behind VALUES (…).
std::string for_arrays(std::string_view sql, std::span<const std::string_view> types);

}  // namespace admitone::db
