#pragma once
// The request target (RFC 9112, section 3.2): from untrusted octets to a path and a query.

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace admitone::http {

/// Says why a target is refused, as a sentence for the person who sent it.
struct BadTarget : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// The text with its %-escapes replaced (`plus_is_space`: as in a form, "+" means a space). Nothing
/// if an escape is malformed or stands for NUL, or if the outcome is not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);

/// Fills the request's path and query from the origin form ("/a?b=c"), the absolute form
/// ("http://host/a?b=c") or "*". Returns the path as it was sent, still encoded, for the router: a
/// view into `target`. Throws BadTarget.
std::string_view read_target(std::string_view target, Request& request);

}  // namespace admitone::http
