#pragma once
// Lets a map with std::string keys be asked by std::string_view. Only for this room.

#include <cstddef>
#include <functional>
#include <string_view>

namespace admitone::db {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

}  // namespace admitone::db
