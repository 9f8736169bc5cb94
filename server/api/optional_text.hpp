#pragma once

#include <optional>
#include <string>

namespace admitone::api {

/// The text of a parsed value, if there is one.
template <class T>
std::optional<std::string> text_of(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return std::string(value->text());
}

}  // namespace admitone::api
