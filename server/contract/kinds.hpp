#pragma once
// Which kind of value a C++ type is on the wire: decode, encode and schema all branch on these.

#include <concepts>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>

#include "base/ids.hpp"
#include "base/text.hpp"

namespace admitone::contract {

/// Has a text form and limits, such as base::Name.
template <class T>
concept Spelled = requires(const T& value) {
  { value.text() } -> std::convertible_to<std::string_view>;
  { T::rules } -> std::convertible_to<base::TextRules>;
};

/// Can also be read from that text form.
template <class T>
concept Parsed = Spelled<T> && requires(std::string_view text) {
  { T::parse(text) } -> std::same_as<T>;
};

/// A struct with BOOST_DESCRIBE_STRUCT.
template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<base::Id<Tag>> = true;

template <class T>
inline constexpr bool is_ranged = false;
template <long long Min, long long Max>
inline constexpr bool is_ranged<base::Ranged<Min, Max>> = true;

/// The described members of T, those of its bases first: the order in which it is initialized.
template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public |
                                                           boost::describe::mod_inherited>;

/// The type of the member that descriptor D names in T.
template <class T, class D>
using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

/// Where a template meets a type that is none of these kinds.
template <class>
inline constexpr bool unsupported = false;

}  // namespace admitone::contract
