#include "db/postgres_values.hpp"

#include <charconv>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <variant>

#include "db/statement_set.hpp"

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

/// In network byte order.
template <class Number>
void append_number(std::string& octets, Number number) {
  const auto bits = static_cast<std::make_unsigned_t<Number>>(number);
  for (int shift = static_cast<int>(sizeof bits) * 8 - 8; shift >= 0; shift -= 8) {
    octets += static_cast<char>(bits >> shift & 0xFFU);
  }
}

[[noreturn]] void refuse_argument(const char* what) {
  throw std::logic_error(std::string("an argument is not of its parameter's type: ") + what);
}

void append_whole_number(std::string& octets, Oid type, std::int64_t number) {
  const auto append = [&]<class Narrow>(Narrow narrow) {
    if (narrow != number) refuse_argument("it is too large");
    append_number(octets, std::int32_t{sizeof narrow});
    append_number(octets, narrow);
  };
  if (type == int8) return append(number);
  if (type == int4) return append(static_cast<std::int32_t>(number));
  if (type == int2) return append(static_cast<std::int16_t>(number));
  refuse_argument("it is a whole number");
}

void append_octets(std::string& octets, std::string_view value) {
  append_number(octets, static_cast<std::int32_t>(value.size()));
  octets += value;
}

/// An array's element: its length (-1 for null) and its octets.
void append_element(std::string& octets, Oid type, const Argument& argument) {
  const Argument::Value& value = argument.value();
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    append_whole_number(octets, type, *number);
  } else if (const auto* borrowed = std::get_if<std::string_view>(&value)) {
    if (type != text && type != varchar) refuse_argument("it is a text");
    append_octets(octets, *borrowed);
  } else if (const auto* bytes = std::get_if<base::BytesView>(&value)) {
    if (type != bytea) refuse_argument("it is octets");
    append_octets(octets, {reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  } else if (const auto* sum = std::get_if<LaterSum>(&value)) {
    const bool is_known = sum->later->is_known();
    append_whole_number(octets, type, (is_known ? sum->later->value() : later_mark) + sum->added);
  } else {
    append_number(octets, std::int32_t{-1});
  }
}

/// PostgreSQL's array_recv: dimensions, whether there may be nulls, the elements' type, how many
/// and from which index, then the elements.
std::string array_of(std::span<const Arguments> each, std::size_t parameter, Oid type) {
  std::string octets;
  append_number(octets, std::int32_t{1});
  append_number(octets, std::int32_t{1});
  append_number(octets, std::uint32_t{type});
  append_number(octets, static_cast<std::int32_t>(each.size()));
  append_number(octets, std::int32_t{1});
  for (const Arguments& arguments : each) append_element(octets, type, arguments[parameter]);
  return octets;
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
    } else if (std::holds_alternative<LaterSum>(value)) {
      refuse_argument("it is not known yet");
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

std::uint64_t later_parameters(std::span<const Arguments> each) {
  std::uint64_t later = 0;
  for (const Arguments& arguments : each) {
    for (std::size_t parameter = 0; parameter < arguments.size(); ++parameter) {
      const auto* sum = std::get_if<LaterSum>(&arguments[parameter].value());
      if (sum != nullptr && !sum->later->is_known()) later |= std::uint64_t{1} << parameter;
    }
  }
  return later;
}

std::string_view type_name(Oid type) {
  switch (type) {
    case int8:
      return "int8";
    case int4:
      return "int4";
    case int2:
      return "int2";
    case text:
      return "text";
    case varchar:
      return "varchar";
    case bytea:
      return "bytea";
    default:
      throw std::logic_error("a parameter is not of a kind that both engines have, CAST it");
  }
}

PostgresArrays::PostgresArrays(std::span<const Arguments> each, std::span<const Oid> types) {
  for (const Arguments& arguments : each) {
    if (arguments.size() != types.size()) refuse_argument("there are more or fewer of them");
  }
  arrays_.reserve(types.size());  // The values point into it, so it must not grow again.
  for (std::size_t parameter = 0; parameter < types.size(); ++parameter) {
    const std::string& octets = arrays_.emplace_back(array_of(each, parameter, types[parameter]));
    values_.push_back(octets.data());
    lengths_.push_back(static_cast<int>(octets.size()));
    formats_.push_back(binary_format);
  }
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
