#include "db/postgres_values.hpp"

#include <charconv>
#include <stdexcept>
#include <string_view>
#include <variant>

namespace admitone::db {

namespace {

constexpr int text_format = 0;
constexpr int binary_format = 1;

/// Of pg_type.dat; libpq's headers do not name them.
enum Type : Oid {
  boolean = 16,
  bytea = 17,
  name = 19,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  varchar = 1043,
  nothing = 2278,  // "void", what a function returns that returns nothing
};

std::int64_t read_number(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

base::Bytes read_bytes(const char* escaped) {
  struct Free {
    void operator()(unsigned char* bytes) const { PQfreemem(bytes); }
  };
  std::size_t size = 0;
  const std::unique_ptr<unsigned char, Free> bytes(
      PQunescapeBytea(reinterpret_cast<const unsigned char*>(escaped), &size));
  if (!bytes) throw std::bad_alloc();
  return {bytes.get(), bytes.get() + size};
}

Cell read_cell(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return std::monostate();
  const char* value = PQgetvalue(result, row, column);
  const std::string_view view(value, static_cast<std::size_t>(PQgetlength(result, row, column)));
  switch (PQftype(result, column)) {
    case boolean:
      return std::int64_t{view == "t"};
    case int2:
    case int4:
    case int8:
      return read_number(view);
    case text:
    case varchar:
    case name:
      return std::string(view);
    case bytea:
      return read_bytes(value);
    case nothing:
      return std::monostate();
    default:
      throw std::logic_error(
          std::string("a column is not of a kind that both engines have, CAST it: ") +
          PQfname(result, column));
  }
}

}  // namespace

PostgresParameters::PostgresParameters(std::span<const Argument> arguments) {
  texts_.reserve(arguments.size());  // The values point into it, so it must not grow again.
  values_.reserve(arguments.size());
  lengths_.reserve(arguments.size());
  formats_.reserve(arguments.size());
  for (const Argument& argument : arguments) {
    const Argument::Value& value = argument.value();
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      const std::string& digits = texts_.emplace_back(std::to_string(*number));
      add(digits.c_str(), digits.size(), text_format);
    } else if (const auto* borrowed = std::get_if<std::string_view>(&value)) {
      const std::string& copy = texts_.emplace_back(*borrowed);
      add(copy.c_str(), copy.size(), text_format);
    } else if (const auto* bytes = std::get_if<base::BytesView>(&value)) {
      // A null pointer would be NULL, even of no octets.
      const auto* data = reinterpret_cast<const char*>(bytes->data());
      add(bytes->empty() ? "" : data, bytes->size(), binary_format);
    } else {
      add(nullptr, 0, text_format);
    }
  }
}

void PostgresParameters::add(const char* value, std::size_t length, int format) {
  values_.push_back(value);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(format);
}

Rows read_rows(const PGresult* result) {
  const int columns = PQnfields(result);
  const int count = PQntuples(result);
  Rows rows;
  rows.column_count = static_cast<std::size_t>(columns);
  if (columns == 0) {
    const std::string_view changed = PQcmdTuples(const_cast<PGresult*>(result));
    std::from_chars(changed.data(), changed.data() + changed.size(), rows.changed_count);
  }
  rows.cells.reserve(static_cast<std::size_t>(count) * rows.column_count);
  for (int row = 0; row < count; ++row) {
    for (int column = 0; column < columns; ++column) {
      rows.cells.push_back(read_cell(result, row, column));
    }
  }
  return rows;
}

}  // namespace admitone::db
