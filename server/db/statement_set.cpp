#include "db/statement_set.hpp"

#include <charconv>
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

/// The n-th of the arrays' columns.
std::string column(std::size_t n, std::uint64_t later) {
  std::string name = "each.p" + std::to_string(n);
  if ((later >> (n - 1) & 1U) == 0) return name;
  return "(CASE WHEN " + name + " < " + std::to_string(later_mark / 2) + " THEN " + name + " - (" +
         std::to_string(later_mark) + ") + " +
         "(SELECT CAST(current_setting('admitone.later') AS BIGINT)) ELSE " + name + " END)";
}

/// The text with each parameter $n as the n-th of the arrays' columns.
std::string with_columns(std::string_view sql, std::uint64_t later = 0) {
  std::string result;
  bool quoted = false;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if (sql[at] == '\'') quoted = !quoted;
    if (sql[at] != '$' || quoted) {
      result += sql[at];
      continue;
    }
    std::size_t n = 0;
    const auto [end, error] = std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), n);
    if (error != std::errc() || n == 0) refuse(sql, "a $ is no parameter");
    result += column(n, later);
    at = static_cast<std::size_t>(end - sql.data()) - 1;
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

std::string insert(std::string_view sql, std::span<const std::string_view> types,
                   std::uint64_t later) {
  constexpr std::string_view word = "VALUES (";
  const auto values = find_outside(sql, word);
  if (!values) refuse(sql, "it has no VALUES (…)");
  const std::string_view list = sql.substr(*values + word.size());
  const auto end = find_outside(list, ")");
  if (!end) refuse(sql, "its VALUES have no end");
  const std::string_view rest = list.substr(*end + 1);
  if (rest.find('$') != std::string_view::npos) refuse(sql, "parameters follow its VALUES");
  return std::string(sql.substr(0, *values)) + "SELECT " +
         with_columns(list.substr(0, *end), later) + " FROM " + rows_of(types, false) +
         std::string(rest);
}

std::string update(std::string_view sql, std::span<const std::string_view> types,
                   std::uint64_t later) {
  const auto condition = find_outside(sql, "WHERE ");
  if (!condition) refuse(sql, "it has no WHERE");
  return with_columns(sql.substr(0, *condition), later) + "FROM " + rows_of(types, false) + " " +
         with_columns(sql.substr(*condition));
}

/// `change`, or an error when it wrote more or fewer rows than the arrays have elements.
std::string counted(const std::string& change, std::span<const std::string_view> types) {
  return "WITH written AS (" + change +
         " RETURNING 1) SELECT 1 / CAST(count(*) = cardinality($1::" + std::string(types.front()) +
         "[]) AS INTEGER) FROM written";
}

}  // namespace

std::string later_number_of(std::string_view sql) {
  return "WITH taken (number) AS (" + std::string(sql) +
         ") SELECT number, set_config('admitone.later', CAST(number AS TEXT), true) FROM taken";
}

std::string for_arrays(std::string_view sql, std::span<const std::string_view> types,
                       const ArraysForm& form) {
  if (types.empty()) refuse(sql, "it has no parameters");
  if (sql.starts_with("SELECT ") && form == ArraysForm()) return select(sql, types);
  std::string change;
  if (sql.starts_with("INSERT ")) {
    change = insert(sql, types, form.later);
  } else if (sql.starts_with("UPDATE ")) {
    change = update(sql, types, form.later);
  } else {
    refuse(sql, "it is no SELECT, INSERT or UPDATE");
  }
  return form.writes_one_each ? counted(change, types) : change;
}

}  // namespace admitone::db
