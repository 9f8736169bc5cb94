#include "http/router.hpp"

#include <algorithm>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace admitone::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Router example(bool is_reversed = false) {
  std::vector<std::pair<Verb, std::string>> routes = {
      {Verb::get, "/"},
      {Verb::get, "/api/tickets/{id}"},
      {Verb::delete_, "/api/tickets/{id}"},
      {Verb::get, "/api/tickets/mine"},
      {Verb::get, "/api/tickets/number/{number}"},
      {Verb::post, "/api/tickets/{id}/mark-sold"},
      {Verb::get, "/api/{room}/mine/{id}"},
      {Verb::post, "/api/scans/"},
  };
  if (is_reversed) std::ranges::reverse(routes);
  Router router;
  for (const auto& [method, pattern] : routes) router.add({method, pattern, nullptr});
  return router;
}

std::string pattern_of(const Match& match) { return match.route ? match.route->pattern : ""; }

TEST(Routes, LiteralWinsOverParameterWhateverTheOrder) {
  for (const bool is_reversed : {false, true}) {
    const Router router = example(is_reversed);
    const auto found = [&](std::string_view path) {
      return pattern_of(router.match(Verb::get, path));
    };
    EXPECT_EQ(found("/api/tickets/mine"), "/api/tickets/mine");
    EXPECT_EQ(found("/api/tickets/7"), "/api/tickets/{id}");
    EXPECT_EQ(found("/api/tickets/mine/7"), "/api/{room}/mine/{id}");
    EXPECT_EQ(found("/"), "/");
  }
}

TEST(Routes, ParameterIsOneWholeSegment) {
  const Router router = example();
  EXPECT_THAT(router.match(Verb::post, "/api/tickets/a%2Fb%20c/mark-sold").parameters,
              ElementsAre(Pair("id", "a/b c")));
  EXPECT_THAT(router.match(Verb::get, "/api/x/mine/7").parameters,
              ElementsAre(Pair("room", "x"), Pair("id", "7")));
  EXPECT_EQ(pattern_of(router.match(Verb::get, "/api/tickets/a/b")), "");
}

TEST(Routes, OneTrailingSlashIsIgnored) {
  const Router router = example();
  EXPECT_EQ(pattern_of(router.match(Verb::post, "/api/scans")), "/api/scans/");
  EXPECT_EQ(pattern_of(router.match(Verb::post, "/api/scans/")), "/api/scans/");
  EXPECT_EQ(pattern_of(router.match(Verb::post, "/api/%73cans/")), "/api/scans/");
}

TEST(Routes, RefusesDuplicateSlashesAndOtherPaths) {
  const Router router = example();
  for (const std::string_view path :
       {"//", "/api//scans", "//api/scans", "/api/scans//", "/api/tickets//", "/api", "api/scans",
        "*", "", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r"}) {
    const Match match = router.match(Verb::get, path);
    EXPECT_EQ(match.route, nullptr) << path;
    EXPECT_THAT(match.allowed, IsEmpty()) << path;
  }
}

TEST(Routes, WrongMethodNamesTheAllowedOnes) {
  const Router router = example();
  EXPECT_THAT(router.match(Verb::patch, "/api/tickets/7").allowed,
              testing::UnorderedElementsAre(Verb::get, Verb::head, Verb::delete_));
  EXPECT_THAT(router.match(Verb::get, "/api/scans").allowed, ElementsAre(Verb::post));
}

TEST(Routes, HeadFindsTheGetRouteUnlessItHasItsOwn) {
  Router router = example();
  EXPECT_EQ(pattern_of(router.match(Verb::head, "/api/tickets/mine")), "/api/tickets/mine");
  router.add({Verb::head, "/api/tickets/mine", nullptr});
  EXPECT_EQ(router.match(Verb::head, "/api/tickets/mine").route->method, Verb::head);
}

TEST(Routes, RefusesTheSameRouteTwice) {
  Router router = example();
  EXPECT_THROW(router.add({Verb::get, "/api/tickets/{number}", nullptr}), std::logic_error);
  EXPECT_THROW(router.add({Verb::post, "/api/scans", nullptr}), std::logic_error);
  EXPECT_NO_THROW(router.add({Verb::get, "/api/scans", nullptr}));
}

TEST(Routes, RefusesMalformedPatterns) {
  Router router;
  for (const char* pattern : {"", "api", "/a//b", "/{}", "/a{id}", "/{id", "/{a}{b}"}) {
    EXPECT_THROW(router.add({Verb::get, pattern, nullptr}), std::logic_error) << pattern;
  }
}

}  // namespace
}  // namespace admitone::http
