#pragma once
// Leave for other origins' pages to read an answer (WHATWG Fetch, CORS).

#include <string>
#include <vector>

#include "http/message.hpp"

namespace admitone::app {

/// For a request from one of `origins`: lets its page read the answer, and answers its preflight.
/// Other origins get no header, so their browsers keep the answer from them.
void add_cors_headers(const std::vector<std::string>& origins, const http::Request& request,
                      http::Response& response);

}  // namespace admitone::app
