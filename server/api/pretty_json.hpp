#pragma once
// JSON for people and for diffs: two spaces, one member a line, keys in their own order.

#include <string>

#include <boost/json/value.hpp>

namespace admitone::api {

/// Ends with a newline.
std::string pretty(const boost::json::value& value);

}  // namespace admitone::api
