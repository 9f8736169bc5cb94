#pragma once
// Where somebody who came without TLS is sent.

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace admitone::http {

/// The https:// address of what `request` asked for, with the host and port that it named; ""
/// unless a browser asked for a page. `target` is the request's, as it was sent.
std::string secure_address(const Request& request, std::string_view target);

}  // namespace admitone::http
