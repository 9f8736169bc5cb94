#pragma once
// Values that an operator gives, on the command line or in the environment.

#include <string>

#include "app/config.hpp"
#include "base/text.hpp"

namespace admitone::app {

/// Throws ConfigError: `name`, and what the value must be.
template <class Value>
Value parse_value(const char* name, const std::string& text) {
  try {
    return Value::parse(text);
  } catch (const base::BadValue& bad) {
    throw ConfigError(std::string(name) + " " + bad.what());
  }
}

}  // namespace admitone::app
