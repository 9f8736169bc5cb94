#pragma once
// What goes into a statement and what comes out of it, the same for both engines.

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/enum_text.hpp"
#include "base/ids.hpp"

namespace admitone::db {

/// A whole number that the database server knows before its caller does: what
/// Transaction::run_later returns. Copies are the same number.
class Later {
 public:
  bool is_known() const { return number_->has_value(); }
  /// std::logic_error while it is not known.
  std::int64_t value() const {
    if (!is_known()) throw std::logic_error("a number is asked for before the server has told it");
    return **number_;
  }
  /// For the engines.
  void become(std::int64_t number) const { *number_ = number; }

 private:
  std::shared_ptr<std::optional<std::int64_t>> number_ =
      std::make_shared<std::optional<std::int64_t>>();
};

/// The number that is `added` (of less than 2^61) above one that is not known yet.
struct LaterSum {
  const Later* later;
  std::int64_t added;
};
inline LaterSum operator+(const Later& later, std::int64_t added) { return {&later, added}; }

/// One parameter. Texts, octets and numbers that are not known yet are borrowed: they must outlive
/// the call that takes the argument.
class Argument {
 public:
  using Value =
      std::variant<std::monostate, std::int64_t, std::string_view, base::BytesView, LaterSum>;

  Argument(std::nullptr_t) {}
  Argument(std::nullopt_t) {}
  template <std::integral T>
  Argument(T value) : value_(static_cast<std::int64_t>(value)) {}
  Argument(std::string_view text) : value_(text) {}
  Argument(const std::string& text) : value_(std::string_view(text)) {}
  Argument(const char* text) : value_(std::string_view(text)) {}
  Argument(const base::Bytes& bytes) : value_(base::BytesView(bytes)) {}
  Argument(base::BytesView bytes) : value_(bytes) {}
  Argument(LaterSum sum) : value_(sum) {
    if (sum.later->is_known()) value_ = sum.later->value() + sum.added;
  }
  Argument(base::Timestamp time) : value_(std::int64_t{time.time_since_epoch().count()}) {}
  template <class Tag>
  Argument(base::Id<Tag> id) : value_(id.value) {}
  template <base::DescribedEnum E>
  Argument(E value) : value_(std::string_view(base::to_text(value))) {}
  template <class T>
  Argument(const std::optional<T>& value) {
    if (value) value_ = Argument(*value).value_;
  }

  const Value& value() const { return value_; }

 private:
  Value value_;
};

using Arguments = std::vector<Argument>;

/// One result column of one row: null, a whole number, a text or octets.
using Cell = std::variant<std::monostate, std::int64_t, std::string, base::Bytes>;

/// A statement's result, whole and in memory.
struct Rows {
  std::size_t column_count = 0;
  std::vector<Cell> cells;  ///< row after row
  std::int64_t changed_count =
      0;  ///< rows that an INSERT, UPDATE or DELETE without RETURNING wrote

  std::size_t size() const { return column_count == 0 ? 0 : cells.size() / column_count; }
  bool empty() const { return cells.empty(); }
  Cell& at(std::size_t row, std::size_t column) { return cells.at(row * column_count + column); }
};

/// Moves a cell into a C++ value. A cell of another kind is a bug in a statement: std::logic_error.
template <class T>
struct FromCell;

template <class Alternative>
Alternative& expect(Cell& cell) {
  if (auto* value = std::get_if<Alternative>(&cell)) return *value;
  throw std::logic_error("a statement's column is not of the kind its reader expects");
}

template <std::integral T>
struct FromCell<T> {
  static T read(Cell& cell) { return static_cast<T>(expect<std::int64_t>(cell)); }
};
template <>
struct FromCell<std::string> {
  static std::string read(Cell& cell) { return std::move(expect<std::string>(cell)); }
};
template <>
struct FromCell<base::Bytes> {
  static base::Bytes read(Cell& cell) { return std::move(expect<base::Bytes>(cell)); }
};
template <>
struct FromCell<base::Timestamp> {
  static base::Timestamp read(Cell& cell) {
    return base::Timestamp(std::chrono::microseconds(expect<std::int64_t>(cell)));
  }
};
template <class Tag>
struct FromCell<base::Id<Tag>> {
  static base::Id<Tag> read(Cell& cell) { return {expect<std::int64_t>(cell)}; }
};
template <base::DescribedEnum E>
struct FromCell<E> {
  static E read(Cell& cell) {
    if (auto value = base::from_text<E>(expect<std::string>(cell))) return *value;
    throw std::logic_error("a stored word is not one of its enumeration");
  }
};
template <class T>
struct FromCell<std::optional<T>> {
  static std::optional<T> read(Cell& cell) {
    if (std::holds_alternative<std::monostate>(cell)) return std::nullopt;
    return FromCell<T>::read(cell);
  }
};

/// Reads one row into a value (one column) or a described struct, members and columns in the same
/// order.
template <class T>
T read_row(Rows& rows, std::size_t row) {
  if constexpr (boost::describe::has_describe_members<T>::value) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                             boost::describe::mod_inherited>;
    T result;
    std::size_t column = 0;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      auto& field = result.*member.pointer;
      field = FromCell<std::remove_reference_t<decltype(field)>>::read(rows.at(row, column++));
    });
    if (column != rows.column_count) {
      throw std::logic_error("a statement returns another number of columns than its reader has");
    }
    return result;
  } else {
    return FromCell<T>::read(rows.at(row, 0));
  }
}

}  // namespace admitone::db
