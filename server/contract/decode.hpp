#pragma once
// JSON text or a query string -> a described struct, with every field error at once. Knows no HTTP,
// no ticket. What a struct's member may be:
//   std::string, bool, whole numbers, double, base::Timestamp (RFC 3339), base::Id<>,
//   base::Ranged<>, described enums, parsed values (base/text.hpp: parse, text, rules), described
//   structs, std::vector<T>, std::optional<T> (absent or null), and std::optional<std::optional<T>>
//   for a PATCH: absent = unchanged, null = take the value away.
// The struct is an aggregate, described in the order of its members; a member without optional is
// required. Limits: 16 levels deep, 20,000 values, no duplicate names, strict RFC 8259, valid
// UTF-8, no NUL inside a text. No error repeats a value that was sent. Any thread.

#include <string_view>

#include "base/refusal.hpp"
#include "contract/read_struct.hpp"

namespace admitone::contract {

/// Reads `json` into T. Throws base::Refusal: `malformed` when it is not JSON or not an object
/// (saying where), `invalid` with a pointer and a sentence for each unknown, missing or wrong field
/// (the first 100: the members in their order, then the unknown ones).
template <Described T>
T decode(std::string_view json) {
  const Document document(json);
  return read_whole_document<T>(document.root(), {});
}

/// The same for "name=value" pairs that are already percent-decoded; pointers are "/query/<name>".
/// A name that comes more than once is for a vector only.
template <Described T>
T decode_query(const QueryPairs& pairs) {
  const Document document(pairs);
  return read_whole_document<T>(document.root(), "query");
}

/// One path parameter. Pointer "/path/<name>".
template <class T>
T decode_path(std::string_view name, std::string_view text) {
  Problems problems;
  const Place root(problems);
  const Place path(root, "path");
  std::optional<T> value =
      read_value<T>(Node{.kind = Node::Kind::plain, .name = name, .text = text}, Place(path, name));
  if (!value) problems.refuse();
  return *std::move(value);
}

}  // namespace admitone::contract
