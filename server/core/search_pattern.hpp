#pragma once
// What somebody typed into a search box, as a pattern for LIKE … ESCAPE '\'.

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace admitone::core {

/// Texts that contain what was typed, whatever its case; each typed character means only itself.
/// For columns that are stored folded. Throws base::BadValue for bad UTF-8.
inline std::string containing(std::string_view typed) {
  std::string pattern = "%";
  for (const char character : base::folded(typed)) {
    if (character == '%' || character == '_' || character == '\\') pattern += '\\';
    pattern += character;
  }
  return pattern + "%";
}

}  // namespace admitone::core
