#pragma once
// One request's values as a flat tree in one piece of memory, still untyped. Holds views into the
// text it was made from, which must outlive it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace admitone::contract {

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

/// One value. Its descendants follow it directly, depth first.
struct Node {
  enum class Kind : std::uint8_t {
    null,
    boolean,
    number,
    text,
    plain,  ///< from a query or a path: may be read as a text, a number or a boolean
    list,
    repeated,  ///< a list of plain values that came under one name
    object,
  };

  Kind kind = Kind::null;
  bool truth = false;       ///< a boolean's value
  std::uint32_t count = 1;  ///< itself and all its descendants
  std::string_view name{};  ///< its name in the object around it
  std::string_view text{};  ///< a text's characters, or a number as it was written

  const Node* begin() const { return this + 1; }
  const Node* end() const { return this + count; }
  const Node* next() const { return this + count; }
};

class Document {
 public:
  static constexpr std::size_t depth_max = 16;
  static constexpr std::size_t values_max = 20'000;
  static constexpr std::size_t pairs_max = 100;

  /// Throws base::Refusal `malformed`, with line and column, unless `json` is one JSON object
  /// within the limits of decode.hpp.
  explicit Document(std::string_view json);

  /// An object of plain values. Throws base::Refusal `malformed` for more than `pairs_max` of them.
  explicit Document(const QueryPairs& pairs);

  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  const Node& root() const { return nodes_.front(); }

 private:
  std::array<std::byte, 4096> first_block_;  // enough for a usual request without touching the heap
  std::pmr::monotonic_buffer_resource memory_;
  std::pmr::vector<Node> nodes_;
};

}  // namespace admitone::contract
