#include "http/message.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace admitone::http {
namespace {

TEST(Messages, HeaderIsEmptyWhereThereIsNone) {
  Request request;
  request.headers = {{"accept", "text/html"}, {"host", "example.org"}};
  EXPECT_EQ(request.header("host"), "example.org");
  EXPECT_EQ(request.header("origin"), "");
}

TEST(Messages, CookieIsFoundAmongOthersAndByItsWholeName) {
  Request request;
  request.headers = {{"cookie", "a=1; session=first;b=\"two words\""}, {"cookie", "late=yes"}};
  EXPECT_EQ(request.cookie("session"), "first");
  EXPECT_EQ(request.cookie("b"), "two words");
  EXPECT_EQ(request.cookie("late"), "yes");
  EXPECT_EQ(request.cookie("sess"), "");
  EXPECT_EQ(request.cookie("ession"), "");
}

TEST(Messages, RefusesAParameterThatThePatternLacks) {
  Request request;
  request.parameters = {{"id", "7"}};
  EXPECT_EQ(request.parameter("id"), "7");
  EXPECT_THROW(request.parameter("number"), std::logic_error);
}

TEST(Messages, EventDataKeepsItsLines) {
  EXPECT_EQ(format_event("7", "scan", "{}"), "id: 7\nevent: scan\ndata: {}\n\n");
  EXPECT_EQ(format_event("", "", "a\nb\r\nc\rd"), "data: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(format_event("", "ping", ""), "event: ping\ndata: \n\n");
}

}  // namespace
}  // namespace admitone::http
