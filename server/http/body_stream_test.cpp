#include "http/body_stream.hpp"

#include <future>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_client.hpp"
#include "http/test_server.hpp"

namespace admitone::http {
namespace {

using boost::asio::awaitable;
using Writer = std::function<awaitable<void>(BodyStream&)>;
using boost::system::error_code;
namespace error = boost::asio::error;

awaitable<void> sleep_for(std::chrono::milliseconds time) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

class BodyStreams : public testing::Test {
 protected:
  /// Serves `writer` at /live; what it ends with is in ended_.
  std::uint16_t start(Writer writer) {
    server_.route(Verb::get, "/echo", echo);
    server_.route(Verb::get, "/live", [this, writer](Request&) -> awaitable<Response> {
      Response response{.content_type = "text/event-stream"};
      response.stream = [this, writer](BodyStream& stream) -> awaitable<void> {
        try {
          co_await writer(stream);
          ended_.set_value({});
        } catch (const boost::system::system_error& failure) {
          ended_.set_value(failure.code());
          throw;
        }
      };
      co_return response;
    });
    return server_.start();
  }

  error_code ended() {
    auto future = ended_.get_future();
    EXPECT_EQ(future.wait_for(std::chrono::seconds{10}), std::future_status::ready);
    return future.get();
  }

  std::promise<error_code> ended_;
  TestServer server_;
};

constexpr std::string_view request = "GET /live HTTP/1.1\r\nHost: a\r\n\r\n";

TEST_F(BodyStreams, ReachTheClientBlockByBlock) {
  TestClient client(start([](BodyStream& stream) -> awaitable<void> {
    co_await stream.send(format_event("1", "scan", "{}"));
    co_await stream.send("");
    co_await stream.send(": still here\n\n");
  }));
  client.send(request);
  Answer answer = client.read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers["Content-Type"], "text/event-stream");
  EXPECT_EQ(answer.headers["Cache-Control"], "no-store");
  EXPECT_EQ(answer.headers["X-Accel-Buffering"], "no");
  EXPECT_EQ(client.read_all(),
            "1c\r\nid: 1\nevent: scan\ndata: {}\n\n\r\ne\r\n: still here\n\n\r\n0\r\n\r\n");
  EXPECT_EQ(ended(), error_code{});
  EXPECT_EQ(server_.lines(1).at(0).pattern, "/live");
}

TEST_F(BodyStreams, ReachHttp10WithoutChunks) {
  TestClient client(
      start([](BodyStream& stream) -> awaitable<void> { co_await stream.send("a\n\n"); }));
  client.send("GET /live HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.read().headers.count("Transfer-Encoding"), 0u);
  EXPECT_EQ(client.read_all(), "a\n\n");
}

TEST_F(BodyStreams, AnswerHeadWithoutBeginning) {
  bool began = false;
  TestClient client(start([&](BodyStream&) -> awaitable<void> {
    began = true;
    co_return;
  }));
  client.send("HEAD /live HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read(false).headers["Content-Type"], "text/event-stream");
  EXPECT_EQ(client.read_all(), "");
  EXPECT_FALSE(began);
}

TEST_F(BodyStreams, NoticeWhileIdleThatTheClientHasGone) {
  const std::uint16_t port =
      start([](BodyStream&) -> awaitable<void> { co_await sleep_for(std::chrono::minutes{10}); });
  {
    TestClient client(port);
    client.send(request);
    client.read();
  }
  EXPECT_EQ(ended(), error::operation_aborted);
  EXPECT_EQ(TestClient(port).ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(BodyStreams, FailToSendWhenTheClientHasGone) {
  const std::uint16_t port = start([](BodyStream& stream) -> awaitable<void> {
    for (;;) {
      co_await stream.send("data: x\n\n");
      try {
        co_await sleep_for(std::chrono::milliseconds{10});
      } catch (const boost::system::system_error&) {
        // A writer may insist; it must then hear that nobody listens.
        continue;
      }
    }
  });
  {
    TestClient client(port);
    client.send(request);
    client.read();
  }
  EXPECT_NE(ended(), error_code{});
}

TEST_F(BodyStreams, DropAClientThatDoesNotRead) {
  server_.limits.write_timeout = std::chrono::milliseconds{200};
  TestClient client(start([](BodyStream& stream) -> awaitable<void> {
                      const std::string block = ":" + std::string(60'000, 'x') + "\n\n";
                      for (;;) co_await stream.send(block);
                    }),
                    4096);
  client.send(request);
  EXPECT_EQ(ended(), error::timed_out);
  EXPECT_THAT(client.read_all(), testing::Not(testing::EndsWith("0\r\n\r\n")));
}

TEST_F(BodyStreams, EndInOrderWhenTheServerStops) {
  TestClient client(start([](BodyStream& stream) -> awaitable<void> {
    co_await stream.send("data: a\n\n");
    co_await sleep_for(std::chrono::minutes{10});
  }));
  client.send(request);
  client.read_until("data: a\n\n\r\n");
  const auto begun = std::chrono::steady_clock::now();
  server_.server().stop(std::chrono::seconds{10});
  EXPECT_EQ(client.read_all(), "0\r\n\r\n");
  server_.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{1});
  EXPECT_EQ(ended(), error::operation_aborted);
}

TEST_F(BodyStreams, EndWhenTheWriterFails) {
  TestClient client(start([](BodyStream& stream) -> awaitable<void> {
    co_await stream.send("data: a\n\n");
    throw boost::system::system_error(error::no_data);
  }));
  client.send(request);
  client.read();
  EXPECT_EQ(client.read_all(), "9\r\ndata: a\n\n\r\n");
}

}  // namespace
}  // namespace admitone::http
