#pragma once
// JSON that is passed on as it stands: a journal fact's data, a generated document.

#include <string>

namespace admitone::contract {

/// `text` must be one valid JSON value: encode copies it without another look. Only for answers.
struct Json {
  std::string text;
};

}  // namespace admitone::contract
