#include "http/request_reader.hpp"

#include <random>
#include <thread>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_client.hpp"
#include "http/test_server.hpp"

namespace admitone::http {
namespace {

class RequestLimits : public testing::Test {
 protected:
  RequestLimits() {
    server_.route(Verb::get, "/echo", echo);
    server_.route(Verb::post, "/echo", echo);
    server_.route(Verb::get, "/slow", [](Request& request) -> boost::asio::awaitable<Response> {
      const auto time = std::chrono::milliseconds{600};
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
      co_await timer.async_wait(boost::asio::use_awaitable);
      co_return co_await echo(request);
    });
    server_.limits = {.header_bytes_max = 1024,
                      .body_bytes_max = 4096,
                      .header_timeout = std::chrono::milliseconds{200},
                      .body_timeout = std::chrono::milliseconds{200},
                      .idle_timeout = std::chrono::milliseconds{400}};
    port_ = server_.start();
  }

  /// Sends one request, reads its answer, and expects the connection to end with it.
  Answer refused(std::string_view request) {
    TestClient client(port_);
    client.send(request);
    Answer answer = client.read();
    EXPECT_EQ(answer.headers["Connection"], "close");
    EXPECT_EQ(client.read_all(), "");
    return answer;
  }

  bool still_answers() {
    return TestClient(port_).ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status == 200;
  }

  TestServer server_;
  std::uint16_t port_ = 0;
};

std::string post(const std::string& fields, const std::string& body = "") {
  return "POST /echo HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

TEST_F(RequestLimits, RefusesALongHead) {
  EXPECT_EQ(refused(post("X-A: " + std::string(1100, 'a') + "\r\n")).status, 431);
  EXPECT_EQ(refused("GET /" + std::string(1100, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 431);
}

TEST_F(RequestLimits, RefusesAFloodOfHeaders) {
  TestClient client(port_);
  client.send("GET /echo HTTP/1.1\r\nHost: a\r\n");
  while (client.send("A: b\r\nC: d\r\nE: f\r\nG: h\r\nI: j\r\nK: l\r\nM: n\r\nO: p\r\n")) {
  }
  EXPECT_TRUE(still_answers());
  std::string flood = "GET /echo HTTP/1.1\r\nHost: a\r\n";
  for (int count = 0; count < 300; ++count) flood += "A: b\r\n";
  EXPECT_EQ(refused(flood).status, 431);
}

TEST_F(RequestLimits, AcceptsAHeadAndABodyOfFullLength) {
  const std::string fields = "Content-Length: 4096\r\nX-A: ";
  const std::size_t rest = 1024 - post(fields + "\r\n").size();
  TestClient client(port_);
  const std::string body(4096, 'x');
  EXPECT_EQ(client.ask(post(fields + std::string(rest, 'a') + "\r\n", body)).body,
            "POST /echo " + body);
  EXPECT_EQ(client.ask(post(fields + std::string(rest + 1, 'a') + "\r\n", body)).status, 431);
}

TEST_F(RequestLimits, RefusesAnAnnouncedGiantWithoutReadingIt) {
  Answer answer = refused(post("Content-Length: 104857600\r\n"));
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.headers["X-Finished"], "/echo");
  EXPECT_EQ(refused(post("Content-Length: 4097\r\nExpect: 100-continue\r\n")).status, 413);
}

TEST_F(RequestLimits, RefusalReachesAClientThatIsStillSending) {
  TestClient client(port_);
  client.send(post("Content-Length: 2000000\r\n"));
  EXPECT_TRUE(client.send(std::string(2'000'000, 'x')));
  EXPECT_EQ(client.read().status, 413);
}

TEST_F(RequestLimits, RefusesABodyThatGrowsTooLongInChunks) {
  const std::string chunk = "400\r\n" + std::string(1024, 'x') + "\r\n";
  const std::string head = post("Transfer-Encoding: chunked\r\n");
  EXPECT_EQ(refused(head + chunk + chunk + chunk + chunk + chunk).status, 413);
  EXPECT_EQ(refused(head + "fffffffffffffff0\r\n").status, 413);
}

TEST_F(RequestLimits, RefusesAnEndlessChunkExtensionOrTrailer) {
  const std::string head = post("Transfer-Encoding: chunked\r\n");
  EXPECT_EQ(refused(head + "1;" + std::string(20'000, 'x')).status, 400);
  EXPECT_EQ(refused(head + "0\r\nA: " + std::string(20'000, 'x')).status, 400);
}

TEST_F(RequestLimits, RefusesASlowHead) {
  EXPECT_EQ(refused("GET /echo HTTP/1.1\r\nHos").status, 408);
  EXPECT_EQ(refused("\r\n").status, 408);
}

TEST_F(RequestLimits, RefusesASlowHeadThatNeverPauses) {
  TestClient client(port_);
  const auto begun = std::chrono::steady_clock::now();
  for (const char character : post("X-A: " + std::string(500, 'a') + "\r\n")) {
    if (!client.send({&character, 1})) break;
    if (std::chrono::steady_clock::now() - begun > std::chrono::milliseconds{400}) break;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  EXPECT_EQ(client.read().status, 408);
}

TEST_F(RequestLimits, RefusesASlowBody) {
  EXPECT_EQ(refused(post("Content-Length: 10\r\n", "abc")).status, 408);
  EXPECT_EQ(refused(post("Transfer-Encoding: chunked\r\n", "5\r\nab")).status, 408);
}

TEST_F(RequestLimits, NoDeadlineHitsAHandler) {
  TestClient client(port_);
  EXPECT_EQ(client.ask("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").body, "GET /slow ");
}

TEST_F(RequestLimits, IdleConnectionsAreClosedWithoutAWord) {
  TestClient fresh(port_);
  EXPECT_EQ(fresh.read_all(), "");
  TestClient used(port_);
  EXPECT_EQ(used.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
  EXPECT_EQ(used.read_all(), "");
}

TEST_F(RequestLimits, RefusesSmuggledRequests) {
  for (const std::string fields :
       {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length: +3\r\n",
        "Content-Length: 3, 4\r\n", "Content-Length: 0x3\r\n", "Content-Length: -1\r\n",
        "Content-Length:\r\n", "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding : chunked\r\n", "Content-Length : 3\r\n", "Host: b\r\n",
        "X-A: b\rContent-Length: 3\r\n", "X-A: b\nContent-Length: 3\r\n"}) {
    EXPECT_EQ(refused(post(fields, "abc")).status, 400) << fields;
  }
  EXPECT_EQ(refused("POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").status,
            400);
}

TEST_F(RequestLimits, RefusesGarbage) {
  for (const std::string_view request :
       {"\x16\x03\x01\x02", "hello\r\n\r\n", "GET\r\n\r\n", "GET /echo\r\n\r\n",
        "GET /echo HTTP/2.0\r\n\r\n", "GET /echo HTTP/1.1\r\n\r\n", " GET /echo HTTP/1.1\r\n\r\n",
        "GET /ec ho HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "GET echo HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?a=%f HTTP/1.1\r\nHost: a\r\n\r\n"}) {
    EXPECT_EQ(refused(request).status, 400) << request;
  }
  EXPECT_EQ(refused(post("Transfer-Encoding: chunked\r\n", "zz\r\n")).status, 400);
  EXPECT_EQ(refused(post("Transfer-Encoding: chunked\r\n", "1\r\nabc\r\n")).status, 400);
}

/// Damages a few places of a request: other octets, lost ones, repeated ones.
void mutate(std::string& request, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (std::size_t count = 1 + below(4); count > 0 && !request.empty(); --count) {
    const std::size_t place = below(request.size());
    switch (below(5)) {
      case 0:
        request[place] = static_cast<char>(below(256));
        break;
      case 1:
        request.erase(place, 1 + below(8));
        break;
      case 2:
        request.insert(place, request.substr(below(request.size()), 1 + below(40)));
        break;
      case 3:
        request.insert(place, 1, "\r\n :%/0,;\t"[below(11)]);
        break;
      default:
        request.resize(place);
    }
  }
}

TEST_F(RequestLimits, SurviveMutatedRequests) {
  const std::vector<std::string> seeds = {
      "GET /echo?a=b%20c HTTP/1.1\r\nHost: a\r\nCookie: a=b\r\n\r\n",
      post("Content-Length: 5\r\nExpect: 100-continue\r\n", "hello"),
      post("Transfer-Encoding: chunked\r\n", "5;a=b\r\nhello\r\n2\r\nok\r\n0\r\nX-T: u\r\n\r\n"),
      "HEAD http://a/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      post("Content-Length: 2\r\n", "ab") + "GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"};
  std::mt19937 random(20261123);
  for (int count = 0; count < 2000; ++count) {
    std::string request = seeds[random() % seeds.size()];
    mutate(request, random);
    TestClient client(port_);
    client.send(request);
    // Without an end of its own a request cut short would be waited for.
    client.shut_down_writing();
    const std::string answer = client.read_all();
    ASSERT_TRUE(answer.empty() || answer.starts_with("HTTP/1.1 ")) << request << "\n" << answer;
    ASSERT_EQ(answer.find("HTTP/1.1 5"), std::string::npos) << request;
  }
  EXPECT_TRUE(still_answers());
}

}  // namespace
}  // namespace admitone::http
