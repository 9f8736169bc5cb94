#include "http/target.hpp"

#include <gtest/gtest.h>

namespace admitone::http {
namespace {

Request read(std::string_view target, Verb method = Verb::get) {
  Request request;
  request.method = method;
  read_target(target, request);
  return request;
}

TEST(Targets, PathIsDecodedWithoutItsTrailingSlash) {
  EXPECT_EQ(read("/api/concerts/").path, "/api/concerts");
  EXPECT_EQ(read("/caf%C3%A9").path, "/café");
  EXPECT_EQ(read("/").path, "/");
  EXPECT_EQ(read("/a%2fb").path, "/a%2Fb");
}

TEST(Targets, QueryIsDecodedInOrder) {
  const Request request = read("/a?q=Ana+Lima&status=sold&empty=&flag&&q=%26%3D");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"q", "Ana Lima"}, {"status", "sold"}, {"empty", ""}, {"flag", ""}, {"q", "&="}};
  EXPECT_EQ(request.query, expected);
}

TEST(Targets, AbsoluteFormCountsByItsPath) {
  Request request;
  EXPECT_EQ(read_target("HTTP://example.org:80/a%20b/?c=d", request), "/a%20b/");
  EXPECT_EQ(request.path, "/a b");
  EXPECT_EQ(request.query.size(), 1u);
  EXPECT_EQ(read("http://example.org").path, "/");
  EXPECT_EQ(read("http://example.org?a=b").path, "/");
  EXPECT_EQ(read("*", Verb::options).path, "*");
}

TEST(Targets, RefusesWhatIsNoTarget) {
  for (const std::string_view target :
       {"", "*", "api", "example.org:443", "ftp://example.org/", "http:///a", "/a#b", "?a"}) {
    EXPECT_THROW(read(target), BadTarget) << target;
  }
}

TEST(Targets, RefusesBadEscapesAndBadUtf8) {
  for (const std::string_view target : {"/%", "/%4", "/%zz", "/a%00b", "/%ff", "/%c3", "/%c0%af",
                                        "/%ed%a0%80", "/\xff", "/a?q=%", "/a?%00=1", "/a?q=%fe"}) {
    EXPECT_THROW(read(target), BadTarget) << target;
  }
}

}  // namespace
}  // namespace admitone::http
