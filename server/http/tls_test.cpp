#include <csignal>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_server.hpp"
#include "http/test_tls.hpp"
#include "http/tls_files.hpp"

namespace admitone::http {
namespace {

using boost::asio::awaitable;
using testing::Contains;
using testing::Key;
using testing::Not;
using testing::Pair;

constexpr std::string_view echo_request = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n";

class Tls : public testing::Test {
 protected:
  Tls() {
    // As in main: OpenSSL writes to sockets whose other end may be closed.
    std::signal(SIGPIPE, SIG_IGN);
    server_.tls = &files_;
    server_.route(Verb::get, "/echo", echo);
    server_.route(Verb::post, "/echo", echo);
    server_.route(Verb::get, "/large", [](Request&) -> awaitable<Response> {
      co_return Response{.body = std::string(8 * 1024 * 1024, 'x')};
    });
    server_.route(Verb::get, "/secure", [](Request& request) -> awaitable<Response> {
      co_return Response{.body = request.is_secure ? "yes" : "no"};
    });
    server_.route(Verb::get, "/events", [](Request&) -> awaitable<Response> {
      co_return Response{.content_type = "text/event-stream", .stream = &send_events};
    });
  }

  static awaitable<void> send_events(BodyStream& stream) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (int count = 0; count < 3; ++count) {
      timer.expires_after(std::chrono::milliseconds{20});
      co_await timer.async_wait(boost::asio::use_awaitable);
      std::string event = format_event(std::to_string(count), "scan", "{}");
      co_await stream.send(std::move(event));
    }
  }

  static awaitable<void> keep_silent(BodyStream&) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    timer.expires_after(std::chrono::minutes{10});
    co_await timer.async_wait(boost::asio::use_awaitable);
  }

  TlsTestClient connect(int version = TLS1_3_VERSION) {
    return TlsTestClient(port_, certificates_.authority(), version);
  }

  TestCertificates certificates_;
  TlsFiles files_{certificates_.paths()};
  TestServer server_;
  std::uint16_t port_ = 0;
};

TEST_F(Tls, ServesRequestsOneAfterTheOther) {
  port_ = server_.start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsTestClient client = connect(version);
    EXPECT_EQ(client.version(), version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3");
    EXPECT_EQ(client.protocol(), "http/1.1");
    for (int count = 0; count < 3; ++count) EXPECT_EQ(client.ask(echo_request).body, "GET /echo ");
    EXPECT_EQ(client.ask("GET /secure HTTP/1.1\r\nHost: a\r\n\r\n").body, "yes");
  }
}

TEST_F(Tls, CarriesLargeBodiesBothWays) {
  server_.limits.body_bytes_max = 4 * 1024 * 1024;
  port_ = server_.start();
  TlsTestClient client = connect();
  EXPECT_EQ(client.ask("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").body.size(), 8u * 1024 * 1024);
  const std::string body(3 * 1024 * 1024, 'y');
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n");
  EXPECT_EQ(client.ask(body).body, "POST /echo " + body);
}

TEST_F(Tls, CarriesStreams) {
  port_ = server_.start();
  TlsTestClient client = connect();
  client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read().headers["Transfer-Encoding"], "chunked");
  const std::string events = client.read_all();
  EXPECT_THAT(events, testing::HasSubstr("id: 2\nevent: scan\n"));
  EXPECT_TRUE(events.ends_with("0\r\n\r\n"));
  EXPECT_TRUE(client.was_told_goodbye());
}

TEST_F(Tls, NoticesThatTheReaderOfAStreamHasGone) {
  server_.route(Verb::get, "/silence", [](Request&) -> awaitable<Response> {
    co_return Response{.content_type = "text/event-stream", .stream = &keep_silent};
  });
  port_ = server_.start();
  {
    TlsTestClient client = connect();
    client.send("GET /silence HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read().status, 200);
    EXPECT_TRUE(server_.lines(0).empty());
  }
  EXPECT_EQ(server_.lines(1).size(), 1u);
}

TEST_F(Tls, RefusesVersionsThatAreNotSafeAnyMore) {
  port_ = server_.start();
  EXPECT_THROW(connect(TLS1_1_VERSION), std::runtime_error);
  EXPECT_THROW(connect(TLS1_VERSION), std::runtime_error);
  EXPECT_EQ(connect().ask(echo_request).status, 200);
}

TEST_F(Tls, RefusesAProtocolThatItDoesNotSpeak) {
  port_ = server_.start();
  EXPECT_THROW(TlsTestClient(port_, certificates_.authority(), TLS1_3_VERSION, "h2"),
               std::runtime_error);
}

TEST_F(Tls, KeepsTheLimitsOfAPlainConnection) {
  server_.limits.header_timeout = std::chrono::milliseconds{100};
  port_ = server_.start();
  TlsTestClient slow = connect();
  slow.send("GET /echo HTTP/1.1\r\nHost:");
  EXPECT_EQ(slow.read().status, 408);
  EXPECT_EQ(slow.read_all(), "");
  TlsTestClient verbose = connect();
  verbose.send("GET /echo HTTP/1.1\r\nHost: a\r\nX-A: " + std::string(9000, 'x') + "\r\n\r\n");
  EXPECT_EQ(verbose.read().status, 431);
  TlsTestClient idle = connect();
  EXPECT_EQ(idle.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n").status,
            413);
}

TEST_F(Tls, ClosesWhatIsConnectedAndSilent) {
  server_.limits.handshake_timeout = std::chrono::milliseconds{100};
  port_ = server_.start();
  TestClient silent(port_);
  TestClient halting(port_);
  halting.send("\x16\x03\x01");
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_EQ(halting.read_all(), "");
}

TEST_F(Tls, StopsWithoutWaitingForHandshakes) {
  port_ = server_.start();
  TestClient silent(port_);
  TlsTestClient idle = connect();
  EXPECT_EQ(idle.ask(echo_request).status, 200);
  server_.server().stop(std::chrono::minutes{1});
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_TRUE(idle.was_told_goodbye());
  server_.join();
}

TEST_F(Tls, TurnsAwayConnectionsBeyondTheLimit) {
  server_.limits.connections_max = 1;
  port_ = server_.start();
  TlsTestClient kept = connect();
  EXPECT_EQ(kept.ask(echo_request).status, 200);
  EXPECT_EQ(connect().ask(echo_request).status, 503);
}

TEST_F(Tls, ShowsBrowsersThatCameInPlainTheWay) {
  port_ = server_.start();
  TestClient browser(port_);
  Answer answer = browser.ask(
      "GET /door?gate=Nord HTTP/1.1\r\nHost: box-office.local:8000\r\nAccept: text/html\r\n\r\n");
  EXPECT_EQ(answer.status, 307);
  EXPECT_EQ(answer.headers["Location"], "https://box-office.local:8000/door?gate=Nord");
  EXPECT_EQ(browser.read_all(), "");
}

TEST_F(Tls, RefusesProgramsThatCameInPlain) {
  port_ = server_.start();
  for (const std::string request :
       {"POST /echo HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nContent-Length: 2\r\n\r\nhi",
        "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a/b\r\nAccept: text/html\r\n\r\n"}) {
    TestClient client(port_);
    const Answer answer = client.ask(request);
    EXPECT_EQ(answer.status, 400) << request;
    EXPECT_THAT(answer.body, testing::HasSubstr("https://"));
    EXPECT_THAT(answer.headers, Not(Contains(Key("Location"))));
  }
  TestClient nonsense(port_);
  EXPECT_EQ(nonsense.ask("Good evening!\r\n\r\n").status, 400);
}

TEST_F(Tls, TakesANewPairAndKeepsConnections) {
  port_ = server_.start();
  TlsTestClient before = connect();
  const auto first = files_.current();
  certificates_.renew();
  files_.look();
  EXPECT_EQ(files_.current(), first) << "it may still be being written";
  files_.look();
  EXPECT_NE(files_.current(), first);
  EXPECT_EQ(connect().ask(echo_request).status, 200);
  EXPECT_EQ(before.ask(echo_request).status, 200);
}

TEST_F(Tls, KeepsTheOldPairWhenTheNewOneIsBad) {
  port_ = server_.start();
  const auto first = files_.current();
  write_file(certificates_.paths().key, certificates_.issue().key);
  for (int count = 0; count < 3; ++count) files_.look();
  EXPECT_EQ(files_.current(), first);
  std::filesystem::remove(certificates_.paths().certificate);
  for (int count = 0; count < 3; ++count) files_.look();
  EXPECT_EQ(files_.current(), first);
  EXPECT_EQ(connect().ask(echo_request).status, 200);
  certificates_.renew();
  for (int count = 0; count < 2; ++count) files_.look();
  EXPECT_NE(files_.current(), first);
  EXPECT_EQ(connect().ask(echo_request).status, 200);
}

std::string complaint_of(const TlsPaths& paths) {
  try {
    const TlsContext context(paths);
  } catch (const BadCertificate& bad) {
    return bad.what();
  }
  return "";
}

TEST_F(Tls, RefusesFilesThatCannotBeUsed) {
  const TlsPaths good = certificates_.paths();
  EXPECT_EQ(complaint_of(good), "");
  const std::string missing = certificates_.path("missing");
  EXPECT_THAT(complaint_of({missing, good.key}), testing::HasSubstr(missing + ": No such file"));
  EXPECT_THAT(complaint_of({good.certificate, missing}), testing::HasSubstr(missing + ": No such"));
  const std::string letter = certificates_.path("letter");
  write_file(letter, "Dear reader");
  EXPECT_THAT(complaint_of({letter, good.key}), testing::HasSubstr(letter));
  EXPECT_THAT(complaint_of({good.certificate, letter}), testing::HasSubstr(letter));
  const std::string other = certificates_.path("other.key");
  write_file(other, certificates_.issue().key);
  EXPECT_EQ(complaint_of({good.certificate, other}),
            "the TLS key " + other + " is not that of the certificate " + good.certificate);
}

TEST_F(Tls, RefusesAKeyWithAPasswordWithoutAskingForIt) {
  const std::string locked = certificates_.path("locked.key");
  const std::string command = "openssl pkcs8 -topk8 -v2 aes-128-cbc -passout pass:secret -in " +
                              certificates_.paths().key + " -out " + locked;
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_THAT(complaint_of({certificates_.paths().certificate, locked}),
              testing::HasSubstr(locked));
}

}  // namespace
}  // namespace admitone::http
