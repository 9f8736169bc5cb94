#include "db/statement_set.hpp"

#include <optional>
#include <stdexcept>

namespace admitone::db {

namespace {

[[noreturn]] void refuse(std::string_view sql, const char* why) {
  throw std::logic_error("a statement cannot be run for many lists of arguments at once, " +
                         std::string(why) + ": " + std::string(sql));
}

/// Where `word` stands outside of parentheses and quotes.
std::optional<std::size_t> find_outside(std::string_view sql, std::string_view word) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql[at] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (depth == 0 && sql.substr(at).starts_with(word)) return at;
    if (sql[at] == '(') ++depth;
    if (sql[at] == ')') --depth;
  }
  return std::nullopt;
}

/// The text with each parameter $n as the n-th of the arrays' columns.
std::string with_columns(std::string_view sql) {
  std::string result;
  bool quoted = false;
  for (const char character : sql) {
    if (character == '\'') quoted = !quoted;
    if (character == '$' && !quoted) {
      result += "each.p";
    } else {
      result += character;
    }
  }
  return result;
}

/// The arrays as a table, a row for each list of arguments.
std::string rows_of(std::span<const std::string_view> types, bool with_place) {
  std::string arrays;
  std::string columns;
  for (std::size_t index = 0; index < types.size(); ++index) {
    const std::string number = std::to_string(index + 1);
    arrays += (index == 0 ? "$" : ", $") + number + "::" + std::string(types[index]) + "[]";
    columns += (index == 0 ? "p" : ", p") + number;
  }
  return with_place ? "unnest(" + arrays + ") WITH ORDINALITY AS each (" + columns + ", place)"
                    : "unnest(" + arrays + ") AS each (" + columns + ")";
}

std::string select(std::string_view sql, std::span<const std::string_view> types) {
  // Neither a sub-select that locks nor one with an offset is joined by other means than a loop.
  const char* fence = find_outside(sql, "FOR UPDATE") ? "" : " OFFSET 0";
  return "SELECT one.*, each.place FROM " + rows_of(types, true) + ", LATERAL (" +
         with_columns(sql) + fence + ") AS one";
}

std::string insert(std::string_view sql, std::span<const std::string_view> types) {
  constexpr std::string_view word = "VALUES (";
  const auto values = find_outside(sql, word);
  if (!values) refuse(sql, "it has no VALUES (…)");
  const std::string_view list = sql.substr(*values + word.size());
  const auto end = find_outside(list, ")");
  if (!end) refuse(sql, "its VALUES have no end");
  const std::string_view rest = list.substr(*end + 1);
  if (rest.find('$') != std::string_view::npos) refuse(sql, "parameters follow its VALUES");
  return std::string(sql.substr(0, *values)) + "SELECT " + with_columns(list.substr(0, *end)) +
         " FROM " + rows_of(types, false) + std::string(rest);
}

std::string update(std::string_view sql, std::span<const std::string_view> types) {
  const auto condition = find_outside(sql, "WHERE ");
  if (!condition) refuse(sql, "it has no WHERE");
  return with_columns(sql.substr(0, *condition)) + "FROM " + rows_of(types, false) + " " +
         with_columns(sql.substr(*condition));
}

}  // namespace

std::string for_arrays(std::string_view sql, std::span<const std::string_view> types) {
  if (types.empty()) refuse(sql, "it has no parameters");
  if (sql.starts_with("SELECT ")) return select(sql, types);
  if (sql.starts_with("INSERT ")) return insert(sql, types);
  if (sql.starts_with("UPDATE ")) return update(sql, types);
  refuse(sql, "it is no SELECT, INSERT or UPDATE");
}

}  // namespace admitone::db
