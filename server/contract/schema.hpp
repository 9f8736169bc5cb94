#pragma once
// A described struct -> JSON Schema (2020-12, as OpenAPI 3.1 uses it), with limits and examples,
// from the same description that decode and encode read. A struct must not contain itself. Any
// thread.

#include <stdexcept>
#include <string>
#include <typeinfo>

#include <boost/core/demangle.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "base/clock.hpp"
#include "base/enum_text.hpp"
#include "contract/describe_value.hpp"
#include "contract/json.hpp"
#include "contract/kinds.hpp"
#include "contract/read_struct.hpp"

namespace admitone::contract {

/// What a schema is for. A request may leave optional fields out and may have no others; an answer
/// always has all of its fields, and may get more of them in a later version.
enum class Use { request, answer };

/// The schema of T: inline for simple values, {"$ref": "#/components/schemas/Name"} for structs and
/// enums, whose own schemas are added to `components`. Throws std::logic_error when two schemas
/// would have one name.
template <class T>
boost::json::object schema(Components& components, Use use = Use::request);

/// The schema of a struct itself, not a reference to it: its properties are the parameters of a
/// query.
template <Described T>
boost::json::object object_schema(Components& components, Use use = Use::request);

/// An example of T that decode<T> accepts: each parsed value's own example, the smallest of a
/// range, a fixed date.
template <class T>
boost::json::value example();

/// The type's short name: "SaleRequest" for admitone::api::SaleRequest, "TicketPage" for
/// Page<Ticket>.
template <class T>
std::string short_name() {
  return shortened(boost::core::demangle(typeid(T).name()));
}

template <Described T>
boost::json::object example_object() {
  boost::json::object result;
  boost::mp11::mp_for_each<MembersOf<T>>(
      [&](auto member) { result[member.name] = example<MemberType<T, decltype(member)>>(); });
  return result;
}

template <class T>
boost::json::value example() {
  if constexpr (is_optional<T>) {
    return example<typename T::value_type>();
  } else if constexpr (is_vector<T>) {
    return boost::json::array{example<typename T::value_type>()};
  } else if constexpr (std::is_same_v<T, Json>) {
    return boost::json::object();
  } else if constexpr (Spelled<T>) {
    return boost::json::value(base::TextRules(T::rules).example);
  } else if constexpr (Described<T>) {
    return example_object<T>();
  } else if constexpr (base::DescribedEnum<T>) {
    return boost::json::value(base::all_texts<T>().at(0));
  } else if constexpr (is_ranged<T>) {
    return T::min;
  } else if constexpr (std::is_same_v<T, base::Timestamp>) {
    return boost::json::value(time_example);
  } else if constexpr (std::is_same_v<T, bool>) {
    return true;
  } else if constexpr (is_id<T> || WholeNumber<T>) {
    return 1;
  } else if constexpr (std::is_same_v<T, double>) {
    return 0.5;
  } else if constexpr (std::is_same_v<T, std::string>) {
    return "text";
  } else {
    static_assert(unsupported<T>, "there is no example of this type");
  }
}

template <Described T>
boost::json::object object_schema(Components& components, Use use) {
  boost::json::object properties;
  boost::json::array required;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    using Member = MemberType<T, decltype(member)>;
    properties[member.name] = schema<Member>(components, use);
    if (use == Use::answer || !is_optional<Member>) required.emplace_back(member.name);
  });
  return members_schema(std::move(properties), std::move(required), example<T>(),
                        use == Use::request);
}

template <class T>
boost::json::object schema(Components& components, Use use) {
  if constexpr (is_optional<T>) {
    return or_null(schema<typename T::value_type>(components, use));
  } else if constexpr (is_vector<T>) {
    return list_schema(schema<typename T::value_type>(components, use));
  } else if constexpr (std::is_same_v<T, Json>) {
    return {};
  } else if constexpr (Spelled<T>) {
    return text_schema(T::rules);
  } else if constexpr (Described<T>) {
    return refer(components, short_name<T>(), object_schema<T>(components, use));
  } else if constexpr (base::DescribedEnum<T>) {
    return refer(components, short_name<T>(), words_schema(base::all_texts<T>()));
  } else if constexpr (is_id<T>) {
    return whole_schema(1, WholeLimits{}.max, 1);
  } else if constexpr (is_ranged<T>) {
    return whole_schema(T::min, T::max, T::min);
  } else if constexpr (std::is_same_v<T, base::Timestamp>) {
    return text_schema({.format = "date-time", .example = time_example});
  } else if constexpr (std::is_same_v<T, std::string>) {
    return text_schema({.example = "text"});
  } else if constexpr (std::is_same_v<T, bool>) {
    return simple_schema("boolean", true);
  } else if constexpr (WholeNumber<T>) {
    return whole_schema(limits_of<T>().min, limits_of<T>().max, 1);
  } else if constexpr (std::is_same_v<T, double>) {
    return simple_schema("number", 0.5);
  } else {
    static_assert(unsupported<T>, "there is no schema of this type");
  }
}

}  // namespace admitone::contract
