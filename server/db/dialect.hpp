#pragma once
// What the engines do not share, named once.

#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

namespace admitone::db {

/// Replaces the dialect words of a migration: @identity (a numbered primary key), @int64, @bytes,
/// @strict (of a table, in front of its semicolon), @generated (of an added column's expression)
/// and @now (microseconds since 1970). Throws std::logic_error for another word.
std::string in_dialect(Engine engine, std::string_view sql);

/// `sql` without a row lock ("FOR UPDATE OF t") at its end, which SQLite does not know.
std::string_view without_row_lock(std::string_view sql);

/// Waits until nobody else migrates, until the end of the transaction; empty where a writing
/// transaction is alone anyway.
std::string_view migration_lock(Engine engine);

/// The statements of a migration file. A statement ends with a semicolon at the end of a line, so a
/// line of a text or a comment behind code must not end with one; lines that hold only a comment
/// are dropped.
std::vector<std::string> split_statements(std::string_view script);

}  // namespace admitone::db
