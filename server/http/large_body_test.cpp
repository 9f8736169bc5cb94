#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_client.hpp"
#include "http/test_server.hpp"

namespace admitone::http {
namespace {

constexpr std::size_t file_bytes_max = 64 * 1024;

class LargeBodies : public testing::Test {
 protected:
  LargeBodies() {
    server_.limits.body_bytes_max = 1024;
    server_.limits.body_timeout = std::chrono::milliseconds{200};
    const auto measure = [](Request& request) -> boost::asio::awaitable<Response> {
      co_return Response{.body = std::to_string(request.body.size())};
    };
    const auto admit = [](Request& request) -> boost::asio::awaitable<void> {
      if (request.header("authorization").empty()) throw std::runtime_error("not you");
      co_return;
    };
    server_.route(Verb::post, "/files", measure, LargeBody{file_bytes_max, admit});
    server_.route(Verb::post, "/echo", echo);
    port_ = server_.start();
  }

  static std::string post(const std::string& path, const std::string& fields) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
  }
  static std::string length(std::size_t bytes) {
    return "Content-Length: " + std::to_string(bytes) + "\r\n";
  }

  TestServer server_;
  std::uint16_t port_ = 0;
};

const std::string known = "Authorization: me\r\n";

TEST_F(LargeBodies, AreTakenWhereTheRouteTakesThem) {
  TestClient client(port_);
  const std::string body(file_bytes_max, 'x');
  const std::string head = post("/files", known + length(body.size()));
  EXPECT_EQ(client.ask(head + body).body, std::to_string(file_bytes_max));
  EXPECT_EQ(client.ask(head + body).status, 200) << "the connection lives on";
  EXPECT_EQ(client.ask(post("/echo", length(1025)) + std::string(1025, 'x')).status, 413);
}

TEST_F(LargeBodies, HaveAnEndToo) {
  TestClient announced(port_);
  const Answer answer = announced.ask(post("/files", known + length(file_bytes_max + 1)));
  EXPECT_EQ(answer.status, 413);
  EXPECT_THAT(answer.body, testing::HasSubstr("65536 bytes"));

  TestClient chunked(port_);
  const std::string chunk = "8000\r\n" + std::string(0x8000, 'x') + "\r\n";
  const std::string head = post("/files", known + "Transfer-Encoding: chunked\r\n");
  EXPECT_EQ(chunked.ask(head + chunk + chunk + "0\r\n\r\n").status, 200);
  EXPECT_EQ(chunked.ask(head + chunk + chunk + "1\r\nx\r\n0\r\n\r\n").status, 413);
}

TEST_F(LargeBodies, HaveMoreTimeToArrive) {
  TestClient client(port_);
  client.send(post("/files", known + length(2)) + "a");
  std::this_thread::sleep_for(std::chrono::milliseconds{700});
  client.send("b");
  EXPECT_EQ(client.read().body, "2");
}

TEST_F(LargeBodies, AreNotReadForSomebodyWhoMayNotSendThem) {
  TestClient client(port_);
  const Answer answer = client.ask(post("/files", length(file_bytes_max)));
  EXPECT_EQ(answer.status, 500) << "what the test server makes of any exception";
  EXPECT_EQ(answer.body, "not you");
  EXPECT_EQ(answer.headers.at("Connection"), "close");
  TestClient patient(port_);
  const Answer early = patient.ask(post("/files", length(10) + "Expect: 100-continue\r\n"));
  EXPECT_EQ(early.body, "not you") << "and is not asked to go on";
}

}  // namespace
}  // namespace admitone::http
