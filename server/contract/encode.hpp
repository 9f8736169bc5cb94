#pragma once
// A described struct -> JSON text, written straight into a string. Absent optionals are written as
// null. Members may be what decode.hpp allows, and contract::Json. Any thread.

#include <array>
#include <string>
#include <string_view>

#include "base/enum_text.hpp"
#include "contract/json.hpp"
#include "contract/kinds.hpp"
#include "contract/write_value.hpp"

namespace admitone::contract {

template <class T>
void encode_to(std::string& out, const T& value);

/// `,"name":` for descriptor D, spelled out by the compiler: a member's name needs no escapes.
template <class D>
inline constexpr auto key_of = [] {
  constexpr std::string_view name = D::name;
  std::array<char, name.size() + 4> key{};
  std::size_t at = 0;
  key[at++] = ',';
  key[at++] = '"';
  for (const char character : name) key[at++] = character;
  key[at++] = '"';
  key[at++] = ':';
  return key;
}();

template <Described T>
void write_members(std::string& out, const T& value) {
  const std::size_t start = out.size();
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    constexpr auto& key = key_of<decltype(member)>;
    out.append(key.data(), key.size());
    encode_to(out, value.*member.pointer);
  });
  if (out.size() == start) out += ',';
  out[start] = '{';  // in the place of the first comma
  out += '}';
}

template <class T>
void write_list(std::string& out, const T& values) {
  out += '[';
  bool first = true;
  for (const auto& value : values) {
    if (!first) out += ',';
    first = false;
    encode_to(out, value);
  }
  out += ']';
}

/// Appends `value` as JSON. Throws std::logic_error for a NaN or an infinity.
template <class T>
void encode_to(std::string& out, const T& value) {
  if constexpr (is_optional<T>) {
    if (value) {
      encode_to(out, *value);
    } else {
      out += "null";
    }
  } else if constexpr (is_vector<T>) {
    write_list(out, value);
  } else if constexpr (std::is_same_v<T, Json>) {
    out += value.text;
  } else if constexpr (Spelled<T>) {
    write_text(out, value.text());
  } else if constexpr (Described<T>) {
    write_members(out, value);
  } else if constexpr (base::DescribedEnum<T>) {
    write_text(out, base::to_text(value));
  } else if constexpr (is_id<T> || is_ranged<T>) {
    write_whole(out, std::int64_t{value.value});
  } else if constexpr (std::is_same_v<T, base::Timestamp>) {
    write_time(out, value);
  } else if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::unsigned_integral<T>) {
    write_whole(out, std::uint64_t{value});
  } else if constexpr (std::integral<T>) {
    write_whole(out, std::int64_t{value});
  } else if constexpr (std::is_same_v<T, double>) {
    write_real(out, value);
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    write_text(out, value);
  } else {
    static_assert(unsupported<T>, "encode cannot write a value of this type");
  }
}

template <class T>
std::string encode(const T& value) {
  std::string out;
  out.reserve(512);  // a usual answer, without growing on the way
  encode_to(out, value);
  return out;
}

}  // namespace admitone::contract
