#include "http/response_head.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace admitone::http {
namespace {

std::string head_of(const Response& response, const HeadOptions& options = {.request_id = "r1"}) {
  std::string head = "left over";
  format_head(head, response, options);
  return head;
}

TEST(ResponseHeads, CarryLengthAndId) {
  EXPECT_EQ(head_of({.status = Status::created, .body = "{}", .headers = {{"Location", "/a"}}}),
            "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
            "Location: /a\r\nX-Request-Id: r1\r\n\r\n");
}

TEST(ResponseHeads, HaveNoLengthWhereThereCanBeNoBody) {
  EXPECT_EQ(head_of({.status = Status::no_content}),
            "HTTP/1.1 204 No Content\r\nX-Request-Id: r1\r\n\r\n");
}

TEST(ResponseHeads, SayHowTheConnectionGoesOn) {
  const Response response{.content_type = ""};
  EXPECT_EQ(
      head_of(response, {.keeps_alive = false, .request_id = "r1"}),
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Request-Id: r1\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(
      head_of(response, {.is_http_1_0 = true, .request_id = "r1"}),
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Request-Id: r1\r\nConnection: keep-alive\r\n\r\n");
}

TEST(ResponseHeads, RefusesForgedHeaders) {
  EXPECT_NO_THROW(require_safe_headers({.headers = {{"A", "b"}}}));
  EXPECT_THROW(require_safe_headers({.headers = {{"A", "b\r\nSet-Cookie: c"}}}),
               std::invalid_argument);
  EXPECT_THROW(require_safe_headers({.headers = {{"A\n", "b"}}}), std::invalid_argument);
  EXPECT_THROW(require_safe_headers({.content_type = std::string("a\0b", 3)}),
               std::invalid_argument);
}

}  // namespace
}  // namespace admitone::http
