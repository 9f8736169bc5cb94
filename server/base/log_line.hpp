#pragma once
// How a log line is spelled. Whatever a message or a value contains, a line stays one line, and a
// value cannot pass for a field.

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/log.hpp"

namespace admitone::base {

/// `message name=value name="a value"`: what needs quotes has them.
std::string text_line(std::string_view message, std::initializer_list<LogField> fields);

/// `"message":"…","name":value`: the members of a JSON object, without its braces. Octets that are
/// not UTF-8 become U+FFFD, numbers that JSON cannot spell become null.
std::string json_members(std::string_view message, std::initializer_list<LogField> fields);

}  // namespace admitone::base
