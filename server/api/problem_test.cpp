#include "api/problem.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "db/database.hpp"

namespace admitone::api {
namespace {

http::Response rescued(const std::exception_ptr& thrown) {
  http::Request request;
  request.id = "request-1";
  return rescue(thrown, request);
}

std::string header(const http::Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

TEST(Problem, RefusalNamesEachWrongField) {
  const auto response = rescued(std::make_exception_ptr(
      base::Refusal(base::RefusalKind::invalid, "Two fields are not valid.",
                    {{"/price", "must be an amount"}, {"/tier", "is required"}})));
  EXPECT_EQ(response.status, http::Status::unprocessable_entity);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const auto document = boost::json::parse(response.body);
  EXPECT_EQ(document.at("status"), 422);
  EXPECT_EQ(document.at("errors").at(0).at("pointer"), "/price");
  EXPECT_EQ(document.at("errors").at(1).at("detail"), "is required");
}

TEST(Problem, UnreachableDatabaseSaysWhenToTryAgain) {
  const auto response =
      rescued(std::make_exception_ptr(db::Unavailable("connection to 10.1.2.3 refused")));
  EXPECT_EQ(response.status, http::Status::service_unavailable);
  EXPECT_EQ(header(response, "Retry-After"), "2");
  EXPECT_EQ(response.body.find("10.1.2.3"), std::string::npos);
}

TEST(Problem, BugKeepsItsDetailsForTheLog) {
  const auto response = rescued(std::make_exception_ptr(std::logic_error("secret detail")));
  EXPECT_EQ(response.status, http::Status::internal_server_error);
  EXPECT_EQ(response.body.find("secret detail"), std::string::npos);
  EXPECT_NE(response.body.find("request-1"), std::string::npos);
}

TEST(Problem, MissingSignInSaysHow) {
  const auto response = rescued(
      std::make_exception_ptr(base::Refusal(base::RefusalKind::unauthenticated, "Sign in first.")));
  EXPECT_EQ(response.status, http::Status::unauthorized);
  EXPECT_EQ(header(response, "WWW-Authenticate"), "Bearer");
}

}  // namespace
}  // namespace admitone::api
