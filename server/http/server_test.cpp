#include "http/server.hpp"

#include <latch>
#include <list>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "http/test_client.hpp"
#include "http/test_server.hpp"

namespace admitone::http {
namespace {

using boost::asio::awaitable;
using Clock = std::chrono::steady_clock;

constexpr std::string_view wait_request = "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view echo_request = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n";

class Servers : public testing::Test {
 protected:
  /// /wait takes `time` and counts down began_ first.
  std::uint16_t start(std::chrono::milliseconds time) {
    server_.route(Verb::get, "/echo", echo);
    server_.route(Verb::get, "/wait", [this, time](Request&) -> awaitable<Response> {
      began_.count_down();
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
      co_await timer.async_wait(boost::asio::use_awaitable);
      co_return Response{.body = "done"};
    });
    return server_.start();
  }

  TestServer server_;
  std::latch began_{1};
};

TEST_F(Servers, StopLetsARequestFinishAndClosesIdleConnections) {
  const std::uint16_t port = start(std::chrono::milliseconds{300});
  TestClient idle(port);
  EXPECT_EQ(idle.ask(echo_request).status, 200);
  TestClient fresh(port);
  TestClient busy(port);
  busy.send(wait_request);
  began_.wait();
  server_.server().stop(std::chrono::seconds{10});
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_EQ(fresh.read_all(), "");
  Answer answer = busy.read();
  EXPECT_EQ(answer.body, "done");
  EXPECT_EQ(answer.headers["Connection"], "close");
  server_.join();
  EXPECT_THROW(TestClient{port}, std::runtime_error);
}

TEST_F(Servers, StopAnswersARequestThatWasUnderWayToAnIdleConnection) {
  const std::uint16_t port = start({});
  TestClient idle(port);
  EXPECT_EQ(idle.ask(echo_request).status, 200);
  server_.server().stop(std::chrono::seconds{10});
  Answer answer = idle.ask(echo_request);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers["Connection"], "close");
  server_.join();
}

TEST_F(Servers, TurnAwayAnAddressThatSendsTooMuch) {
  server_.limits.address_rate = {.requests_per_s = 0.1, .burst = 2};
  server_.limits.trusted_proxies = {Network::parse("127.0.0.1")};
  const std::uint16_t port = start({});
  const auto ask_for = [&](const std::string& address) {
    return TestClient(port).ask("GET /echo HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + address +
                                "\r\n\r\n");
  };
  EXPECT_EQ(ask_for("203.0.113.9").status, 200);
  EXPECT_EQ(ask_for("198.51.100.1, 203.0.113.9").status, 200);
  Answer answer = ask_for("203.0.113.9");
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.headers["Connection"], "close");
  EXPECT_EQ(ask_for("203.0.113.10").status, 200);
  EXPECT_EQ(ask_for("2001:db8::1").status, 200);
  EXPECT_EQ(ask_for("2001:db8::2").status, 200);
  EXPECT_EQ(ask_for("2001:db8::3").status, 429) << "a household has one address";
  for (int request = 0; request < 5; ++request) {
    EXPECT_EQ(TestClient(port).ask(echo_request).status, 200) << "this machine's own";
  }
}

TEST_F(Servers, StopLetsARequestArriveThatWasBegun) {
  TestClient client(start({}));
  client.send(
      "POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  client.read_until("\r\n\r\n");
  server_.server().stop(std::chrono::seconds{10});
  client.send("ok");
  EXPECT_EQ(client.read().status, 404);
  server_.join();
}

TEST_F(Servers, StopCancelsWhatOutlastsTheGrace) {
  TestClient client(start(std::chrono::minutes{10}));
  client.send(wait_request);
  began_.wait();
  const auto begun = Clock::now();
  server_.server().stop(std::chrono::milliseconds{200});
  EXPECT_EQ(client.read_all(), "");
  server_.join();
  EXPECT_LT(Clock::now() - begun, std::chrono::seconds{5});
  EXPECT_EQ(server_.lines(1).at(0).pattern, "/wait");
}

TEST_F(Servers, StopWithoutConnectionsIsPrompt) {
  start({});
  const auto begun = Clock::now();
  server_.server().stop(std::chrono::minutes{1});
  server_.join();
  EXPECT_LT(Clock::now() - begun, std::chrono::seconds{1});
}

TEST_F(Servers, TurnAwayConnectionsBeyondTheLimit) {
  server_.limits.connections_max = 2;
  const std::uint16_t port = start({});
  std::list<TestClient> kept;
  for (int count = 0; count < 2; ++count) {
    EXPECT_EQ(kept.emplace_back(port).ask(echo_request).status, 200);
  }
  TestClient refused(port);
  Answer answer = refused.ask(echo_request);
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.headers["Connection"], "close");
  EXPECT_FALSE(answer.headers["X-Request-Id"].empty());
  EXPECT_EQ(kept.back().ask(echo_request).status, 200);

  // The one that was turned away is still connected, and takes no place.
  kept.pop_front();
  const auto patience = Clock::now() + std::chrono::seconds{1};
  while (TestClient(port).ask(echo_request).status != 200 && Clock::now() < patience) {
  }
  EXPECT_EQ(kept.back().ask(echo_request).status, 200);
  EXPECT_LT(Clock::now(), patience);
}

TEST_F(Servers, RefuseAPortThatIsTaken) {
  const std::uint16_t port = start({});
  const Router router;
  const Hooks hooks;
  EXPECT_THROW(Server(server_.context(), {"127.0.0.1", port}, {}, router, hooks),
               boost::system::system_error);
  EXPECT_THROW(Server(server_.context(), {"192.0.2.1", 0}, {}, router, hooks),
               boost::system::system_error);
}

TEST_F(Servers, AcceptAgainAfterTheProcessRanOutOfFiles) {
  const std::uint16_t port = start({});
  TestClient first(port);
  EXPECT_EQ(first.ask(echo_request).status, 200);
  rlimit usual{};
  getrlimit(RLIMIT_NOFILE, &usual);
  std::list<TestClient> waiting;
  waiting.emplace_back(port).ask(echo_request);
  // Sockets of both sides are in this process: the limit leaves room for one more, the client's.
  const int next = ::dup(0);
  ::close(next);
  const rlimit tight{static_cast<rlim_t>(next + 1), usual.rlim_max};
  setrlimit(RLIMIT_NOFILE, &tight);
  TestClient& starved = waiting.emplace_back(port);
  starved.send(echo_request);
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_EQ(first.ask(echo_request).status, 200);
  setrlimit(RLIMIT_NOFILE, &usual);
  EXPECT_EQ(starved.read().status, 200);
}

TEST_F(Servers, ServeManyConnectionsAtOnce) {
  const std::uint16_t port = start({});
  std::list<TestClient> clients;
  for (int count = 0; count < 100; ++count) clients.emplace_back(port);
  for (int round = 0; round < 5; ++round) {
    for (TestClient& client : clients) client.send(echo_request);
    for (TestClient& client : clients) EXPECT_EQ(client.read().status, 200);
  }
}

}  // namespace
}  // namespace admitone::http
