#pragma once
// The web app and the reference pages: files in the binary, and the policies under which they run.

#include "api/endpoint.hpp"
#include "http/router.hpp"

namespace admitone::api {

/// The pages that have an address of their own, and their parts.
Endpoints page_endpoints();

/// Answers the web app's page at every path that nothing else has, when a browser asks for a page:
/// the app's own router finds what is meant. Throws base::Refusal (not_found) to all others.
boost::asio::awaitable<http::Response> show_web_app(http::Request& request);

}  // namespace admitone::api
