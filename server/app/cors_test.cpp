#include "app/cors.hpp"

#include <gtest/gtest.h>

namespace admitone::app {
namespace {

const std::vector<std::string> origins{"https://tickets.example.org"};

http::Request request_from(const std::string& origin) {
  http::Request request;
  request.headers = {{"origin", origin}};
  return request;
}

std::string header(const http::Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

TEST(Cors, KnownOriginMayReadTheAnswer) {
  http::Response response;
  add_cors_headers(origins, request_from(origins.front()), response);
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), origins.front());
  EXPECT_EQ(header(response, "Vary"), "Origin");
}

TEST(Cors, OtherOriginsMayNot) {
  http::Response response;
  add_cors_headers(origins, request_from("https://elsewhere.example"), response);
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "");
}

TEST(Cors, PreflightIsAnswered) {
  auto request = request_from(origins.front());
  request.method = http::Verb::options;
  request.headers.emplace_back("access-control-request-method", "POST");
  http::Response response;
  response.status = http::Status::method_not_allowed;
  response.body = "{}";
  add_cors_headers(origins, request, response);
  EXPECT_EQ(response.status, http::Status::no_content);
  EXPECT_EQ(response.body, "");
  EXPECT_NE(header(response, "Access-Control-Allow-Headers").find("Authorization"),
            std::string::npos);
}

TEST(Cors, IsOffUnlessConfigured) {
  http::Response response;
  add_cors_headers({}, request_from(origins.front()), response);
  EXPECT_TRUE(response.headers.empty());
}

}  // namespace
}  // namespace admitone::app
