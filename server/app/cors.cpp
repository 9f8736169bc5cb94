#include "app/cors.hpp"

#include <algorithm>

namespace admitone::app {

void add_cors_headers(const std::vector<std::string>& origins, const http::Request& request,
                      http::Response& response) {
  if (origins.empty()) return;
  response.headers.emplace_back("Vary", "Origin");
  const std::string origin(request.header("origin"));
  if (std::find(origins.begin(), origins.end(), origin) == origins.end()) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
  response.headers.emplace_back("Access-Control-Expose-Headers", "X-Request-Id, Retry-After");
  const bool is_preflight = request.method == http::Verb::options &&
                            !request.header("access-control-request-method").empty();
  if (!is_preflight || response.status != http::Status::method_not_allowed) return;
  response.status = http::Status::no_content;
  response.body.clear();
  response.content_type.clear();
  response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
  response.headers.emplace_back("Access-Control-Allow-Headers",
                                "Authorization, Content-Type, X-Request-Id, Last-Event-ID");
  response.headers.emplace_back("Access-Control-Max-Age", "600");
}

}  // namespace admitone::app
