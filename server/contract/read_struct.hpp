#pragma once
// The part of decode that depends on the type: kept thin, one small function for each type, with
// the work in read_value.cpp.

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include <boost/mp11/list.hpp>

#include "base/enum_text.hpp"
#include "contract/kinds.hpp"
#include "contract/read_value.hpp"

namespace admitone::contract {

template <class T>
std::optional<T> read_value(const Node& node, const Place& place);

/// The int64 values that T can hold.
template <WholeNumber T>
constexpr WholeLimits limits_of() {
  using Limits = std::numeric_limits<T>;
  WholeLimits limits;
  if (std::in_range<long long>(Limits::min())) limits.min = static_cast<long long>(Limits::min());
  if (std::in_range<long long>(Limits::max())) limits.max = static_cast<long long>(Limits::max());
  return limits;
}

template <Parsed T>
std::optional<T> read_parsed(const Node& node, const Place& place) {
  const auto text = read_text(node, place);
  if (!text) return std::nullopt;
  try {
    return T::parse(*text);
  } catch (const base::BadValue& bad) {
    place.refuse(bad.what());
    return std::nullopt;
  }
}

template <base::DescribedEnum T>
std::optional<T> read_word(const Node& node, const Place& place) {
  if (node.kind == Node::Kind::text || node.kind == Node::Kind::plain) {
    if (auto value = base::from_text<T>(node.text)) return value;
  }
  if (node.kind == Node::Kind::repeated) {
    refuse_kind(node, place, "one word");
  } else {
    refuse_word(place, base::all_texts<T>());
  }
  return std::nullopt;
}

template <class T>
std::optional<std::vector<T>> read_list(const Node& node, const Place& place) {
  std::vector<T> values;
  bool all_read = true;
  std::size_t index = 0;
  const auto read_one = [&](const Node& item) {
    std::optional<T> value = read_value<T>(item, Place(place, index++));
    if (value) {
      values.push_back(*std::move(value));
    } else {
      all_read = false;
    }
  };
  if (node.kind == Node::Kind::plain) {
    read_one(node);
  } else if (node.kind == Node::Kind::list || node.kind == Node::Kind::repeated) {
    for (const Node* item = node.begin(); item != node.end(); item = item->next()) read_one(*item);
  } else {
    refuse_kind(node, place, "a list");
    return std::nullopt;
  }
  if (!all_read) return std::nullopt;
  return values;
}

/// `node` is null where the field is absent.
template <class T>
std::optional<T> read_member(const Node* node, const Place& parent, std::string_view name) {
  const Place place(parent, name);
  if (node) return read_value<T>(*node, place);
  if constexpr (is_optional<T>) {
    return std::optional<T>(std::in_place);
  } else {
    place.refuse("is required");
    return std::nullopt;
  }
}

template <class T, template <class...> class List, class... D, std::size_t... I>
std::optional<T> read_members(const Node& object, const Place& place, List<D...>,
                              std::index_sequence<I...>) {
  static constexpr std::array<std::string_view, sizeof...(D)> names{D::name...};
  std::array<const Node*, sizeof...(D)> found{};
  const bool all_known = match_fields(object, names, found);
  // Braces, because they alone promise to read, and so to report, the members in their order.
  std::tuple<std::optional<MemberType<T, D>>...> values{
      read_member<MemberType<T, D>>(found[I], place, D::name)...};
  if (!all_known) refuse_unknown_fields(object, place, names);
  if (!all_known || !(std::get<I>(values).has_value() && ...)) return std::nullopt;
  T result{*std::get<I>(std::move(values))...};
  check_declared_order(std::array<const void*, sizeof...(D)>{&(result.*D::pointer)...});
  return result;
}

template <class T>
std::optional<T> read_value(const Node& node, const Place& place) {
  if constexpr (is_optional<T>) {
    // For an optional<optional<>> this is the inner one: a value that is there and is null.
    using Inner = typename T::value_type;
    if constexpr (is_optional<Inner>) {
      if (auto inner = read_value<Inner>(node, place)) return T{*std::move(inner)};
      return std::nullopt;
    } else {
      if (node.kind == Node::Kind::null) return std::optional<T>(std::in_place);
      if (auto value = read_value<Inner>(node, place)) return T{*std::move(value)};
      return std::nullopt;
    }
  } else if constexpr (is_vector<T>) {
    return read_list<typename T::value_type>(node, place);
  } else if constexpr (Parsed<T>) {
    return read_parsed<T>(node, place);
  } else if constexpr (Described<T>) {
    using Members = MembersOf<T>;
    if (node.kind == Node::Kind::object) {
      return read_members<T>(node, place, Members{},
                             std::make_index_sequence<boost::mp11::mp_size<Members>::value>{});
    }
    refuse_kind(node, place, "an object");
    return std::nullopt;
  } else if constexpr (base::DescribedEnum<T>) {
    return read_word<T>(node, place);
  } else if constexpr (is_id<T>) {
    const auto value = read_whole(node, place, {.min = 1});
    return value ? std::optional(T{*value}) : std::nullopt;
  } else if constexpr (is_ranged<T>) {
    const auto value = read_whole(node, place, {.min = T::min, .max = T::max});
    return value ? std::optional(T{*value}) : std::nullopt;
  } else if constexpr (std::is_same_v<T, base::Timestamp>) {
    return read_time(node, place);
  } else if constexpr (std::is_same_v<T, std::string>) {
    const auto text = read_text(node, place);
    return text ? std::optional(T(*text)) : std::nullopt;
  } else if constexpr (std::is_same_v<T, bool>) {
    return read_boolean(node, place);
  } else if constexpr (WholeNumber<T>) {
    const auto value = read_whole(node, place, limits_of<T>());
    return value ? std::optional(static_cast<T>(*value)) : std::nullopt;
  } else if constexpr (std::is_same_v<T, double>) {
    return read_real(node, place);
  } else {
    static_assert(unsupported<T>, "decode cannot read a member of this type");
  }
}

/// Throws base::Refusal `invalid` with all that is wrong. `first` is the pointer's first step, if
/// any.
template <Described T>
T read_whole_document(const Node& root, std::string_view first) {
  Problems problems;
  const Place top(problems);
  const Place within(top, first);
  std::optional<T> value = read_value<T>(root, first.empty() ? top : within);
  if (!value) problems.refuse();
  return *std::move(value);
}

}  // namespace admitone::contract
