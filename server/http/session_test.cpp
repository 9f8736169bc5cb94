#include "http/session.hpp"

#include <stdexcept>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_client.hpp"
#include "http/test_server.hpp"

namespace admitone::http {
namespace {

using boost::asio::awaitable;
using testing::Contains;
using testing::Key;
using testing::Not;
using testing::Pair;

class SessionTest : public testing::Test {
 protected:
  SessionTest() {
    server_.route(Verb::get, "/echo", echo);
    server_.route(Verb::post, "/echo", echo);
    server_.route(Verb::get, "/tickets/{id}", [](Request& request) -> awaitable<Response> {
      co_return Response{.body = std::string(request.parameter("id"))};
    });
    server_.route(Verb::get, "/tickets/mine",
                  [](Request&) -> awaitable<Response> { co_return Response{.body = "mine"}; });
    server_.route(Verb::get, "/broken", [](Request&) -> awaitable<Response> {
      throw std::runtime_error("it broke");
      co_return Response{};
    });
    server_.route(Verb::get, "/forged", [](Request&) -> awaitable<Response> {
      co_return Response{.headers = {{"Location", "/a\r\nSet-Cookie: b"}}};
    });
    server_.route(Verb::delete_, "/empty", [](Request&) -> awaitable<Response> {
      co_return Response{.status = Status::no_content};
    });
    server_.route(Verb::get, "/large", [](Request&) -> awaitable<Response> {
      co_return Response{.body = std::string(8 * 1024 * 1024, 'x')};
    });
    server_.route(Verb::get, "/slow", [this](Request&) -> awaitable<Response> {
      boost::asio::steady_timer timer(server_.context(), std::chrono::milliseconds{50});
      co_await timer.async_wait(boost::asio::use_awaitable);
      co_return Response{.body = "slow"};
    });
    server_.route(Verb::get, "/who", [](Request& request) -> awaitable<Response> {
      co_return Response{.body = request.address + " " + std::string(request.header("x-a"))};
    });
    port_ = server_.start();
  }

  TestServer server_;
  std::uint16_t port_ = 0;
};

TEST_F(SessionTest, KeepTheConnectionForTheNextRequest) {
  TestClient client(port_);
  for (int count = 0; count < 3; ++count) {
    const Answer answer = client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "GET /echo ");
    EXPECT_THAT(answer.headers, Not(Contains(Key("Connection"))));
    EXPECT_THAT(answer.headers, Not(Contains(Key("Server"))));
  }
}

TEST_F(SessionTest, CloseWhenTheClientAsksForIt) {
  TestClient client(port_);
  client.send("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.read().headers, Contains(Pair("Connection", "close")));
  EXPECT_EQ(client.read_all(), "");
}

TEST_F(SessionTest, ServeHttp10WithAndWithoutKeepAlive) {
  TestClient client(port_);
  client.send("GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(client.read().headers, Contains(Pair("Connection", "keep-alive")));
  client.send("GET /echo HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client.read().headers, Contains(Pair("Connection", "close")));
  EXPECT_EQ(client.read_all(), "");
}

TEST_F(SessionTest, AnswerPipelinedRequestsInOrder) {
  TestClient client(port_);
  client.send(
      "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
      "\r\nGET /echo/ HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read().body, "slow");
  EXPECT_EQ(client.read().body, "POST /echo one");
  EXPECT_EQ(client.read().body, "GET /echo ");
}

TEST_F(SessionTest, ReadChunkedBodies) {
  TestClient client(port_);
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab");
  client.send("c\r\n4;note=x\r\ndefg\r\n0\r\nX-Trailer: late\r\n\r\n");
  EXPECT_EQ(client.read().body, "POST /echo abcdefg");
  EXPECT_EQ(client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(SessionTest, IgnoreFieldsBehindTheBody) {
  TestClient client(port_);
  client.send(
      "GET /who HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: forged\r\n\r\n");
  EXPECT_EQ(client.read().body, "127.0.0.1 ");
}

TEST_F(SessionTest, AskForABodyThatWaits) {
  TestClient client(port_);
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_EQ(client.read().body, "POST /echo ok");
}

TEST_F(SessionTest, AnswerHeadLikeGetWithoutTheBody) {
  TestClient client(port_);
  client.send("HEAD /tickets/77 HTTP/1.1\r\nHost: a\r\n\r\n");
  const Answer answer = client.read(false);
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.headers, Contains(Pair("Content-Length", "2")));
  EXPECT_EQ(client.ask("GET /tickets/77 HTTP/1.1\r\nHost: a\r\n\r\n").body, "77");
}

TEST_F(SessionTest, AnswerWithoutABodyWhereThereIsNone) {
  TestClient client(port_);
  const Answer answer = client.ask("DELETE /empty HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(answer.status, 204);
  EXPECT_THAT(answer.headers, Not(Contains(Key("Content-Length"))));
  EXPECT_EQ(client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(SessionTest, WriteLargeAnswersWhole) {
  TestClient client(port_, 4096);
  EXPECT_EQ(client.ask("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").body.size(), 8u * 1024 * 1024);
  EXPECT_EQ(client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(SessionTest, PreferLiteralsAndKeepEncodedSlashesInside) {
  TestClient client(port_);
  EXPECT_EQ(client.ask("GET /tickets/mine/ HTTP/1.1\r\nHost: a\r\n\r\n").body, "mine");
  EXPECT_EQ(client.ask("GET /tickets/a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n").body, "a/b");
  EXPECT_EQ(client.ask("GET http://a/tickets/7 HTTP/1.1\r\nHost: a\r\n\r\n").body, "7");
}

TEST_F(SessionTest, RefuseUnknownPathsAndGoOn) {
  TestClient client(port_);
  for (const std::string path : {"/nothing", "//echo", "/tickets//", "/tickets/a/b"}) {
    EXPECT_EQ(client.ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 404) << path;
  }
  const Answer answer = client.ask("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(answer.headers, Contains(Pair("X-Finished", "/nothing")));
}

TEST_F(SessionTest, RefuseWrongMethodsWithTheRightOnes) {
  TestClient client(port_);
  const Answer answer = client.ask("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
  EXPECT_EQ(answer.status, 405);
  EXPECT_THAT(answer.headers, Contains(Pair("Allow", "GET, HEAD, POST")));
  EXPECT_EQ(client.ask("BREW /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 405);
  // A preflight is turned into an answer by the application's finish(), for unknown paths too.
  for (const std::string target : {"/echo", "/nothing", "*"}) {
    EXPECT_EQ(client.ask("OPTIONS " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 405);
  }
}

TEST_F(SessionTest, HandWhatAHandlerThrowsToRescue) {
  TestClient client(port_);
  const Answer answer = client.ask("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body, "it broke");
  EXPECT_EQ(client.ask("GET /forged HTTP/1.1\r\nHost: a\r\n\r\n").status, 500);
  EXPECT_EQ(client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(SessionTest, TakeTheClientsRequestIdOnlyIfItIsHarmless) {
  TestClient client(port_);
  const auto id_for = [&](const std::string& proposed) {
    return client.ask("GET /echo HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + proposed + "\r\n\r\n")
        .headers["X-Request-Id"];
  };
  EXPECT_EQ(id_for("a.B_9-"), "a.B_9-");
  const std::string made = id_for("bad id");
  EXPECT_NE(made, "bad id");
  EXPECT_TRUE(is_request_id(made));
  EXPECT_NE(id_for(std::string(65, 'a')), made);
  EXPECT_EQ(id_for(std::string(64, 'a')), std::string(64, 'a'));
}

TEST_F(SessionTest, ReportEachRequestWithItsPattern) {
  TestClient client(port_);
  client.ask("GET /tickets/7 HTTP/1.1\r\nHost: a\r\nX-Request-Id: r1\r\n\r\n");
  client.ask("GET /nothing HTTP/1.1\r\nHost: a\r\nX-Request-Id: r2\r\n\r\n");
  client.ask("garbage\r\n\r\n");
  const auto lines = server_.lines(3);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].id + " " + lines[0].pattern, "r1 /tickets/{id}");
  EXPECT_EQ(lines[1].id + " " + lines[1].pattern, "r2 ");
  EXPECT_EQ(lines[2].status, 400);
}

}  // namespace
}  // namespace admitone::http
