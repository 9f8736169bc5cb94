#pragma once
// The words of a described enumeration (BOOST_DESCRIBE_ENUM): the same in SQL, in JSON and in the
// schema.

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>

namespace admitone::base {

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <DescribedEnum E>
const char* to_text(E value) {
  return boost::describe::enum_to_string(value, "unknown");
}

template <DescribedEnum E>
std::optional<E> from_text(std::string_view text) {
  E value{};
  if (boost::describe::enum_from_string(std::string(text).c_str(), value)) return value;
  return std::nullopt;
}

template <DescribedEnum E>
std::vector<std::string> all_texts() {
  std::vector<std::string> texts;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
      [&](auto enumerator) { texts.emplace_back(enumerator.name); });
  return texts;
}

}  // namespace admitone::base
