// Deliveries over real sockets, to servers that say what a test tells them.

#include "mail/smtp.hpp"

#include <map>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>

namespace admitone::mail {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Outcome = Delivery::Outcome;
using testing::HasSubstr;
using testing::Not;

/// What a server answers to each command, by its first word; "." is the end of a message.
using Script = std::map<std::string, std::string>;

const Script polite{
    {"", "220 mail.test ESMTP\r\n"}, {"EHLO", "250-mail.test\r\n250 SIZE 1000000\r\n"},
    {"MAIL", "250 ok\r\n"},          {"RCPT", "250 ok\r\n"},
    {"DATA", "354 go on\r\n"},       {".", "250 2.0.0 queued as 1234\r\n"},
    {"QUIT", "221 bye\r\n"}};

Script but(const std::string& command, const std::string& answer) {
  Script script = polite;
  script[command] = answer;
  return script;
}

/// Answers connections one after the other by a script; an empty answer hangs up, "…" says nothing
/// more.
class ScriptedServer {
 public:
  explicit ScriptedServer(Script script)
      : script_(std::move(script)),
        acceptor_(context_, {asio::ip::make_address("127.0.0.1"), 0}),
        thread_([this] { serve(); }) {}

  ~ScriptedServer() {
    is_stopping_ = true;
    tcp::socket wake(context_);
    boost::system::error_code ignored;
    wake.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }

  SmtpServer address() const {
    return SmtpServer::parse("smtp://127.0.0.1:" +
                             std::to_string(acceptor_.local_endpoint().port()));
  }
  /// All that clients said. Only once they are gone.
  const std::string& heard() const { return heard_; }

 private:
  void serve() {
    while (true) {
      tcp::socket socket(context_);
      acceptor_.accept(socket);
      if (is_stopping_) return;
      try {
        talk(socket);
      } catch (const boost::system::system_error&) {
        continue;  // The client is gone.
      }
    }
  }

  void talk(tcp::socket& socket) {
    asio::streambuf buffer;
    bool is_message = false;
    if (!answer(socket, "")) return;
    while (true) {
      asio::read_until(socket, buffer, "\r\n");
      std::istream stream(&buffer);
      std::string line;
      std::getline(stream, line);
      line.pop_back();
      heard_ += line + "\n";
      if (is_message && line != ".") continue;
      const std::string word = line.substr(0, line.find(' '));
      if (!answer(socket, word)) return;
      is_message = word == "DATA" && script_.at("DATA").starts_with("354");
    }
  }

  bool answer(tcp::socket& socket, const std::string& word) {
    const auto found = script_.find(word);
    const std::string words = found == script_.end() ? "500 what?\r\n" : found->second;
    if (words == "…") {
      std::array<char, 1024> unheard{};
      while (true) socket.read_some(asio::buffer(unheard));  // until the client is gone: throws
    }
    asio::write(socket, asio::buffer(words));
    return !words.empty();
  }

  Script script_;
  std::atomic<bool> is_stopping_ = false;
  std::string heard_;
  asio::io_context context_;
  tcp::acceptor acceptor_;
  std::thread thread_;
};

constexpr const char* sender = "tickets@venue.example";
constexpr const char* recipient = "ana@example.org";
constexpr const char* message = "Subject: x\r\n\r\nhello\r\n.dot\r\n";
constexpr SmtpTimeouts quick{std::chrono::milliseconds(500), std::chrono::milliseconds(1000)};

Delivery deliver(const SmtpServer& server) {
  return Smtp(server, "venue.example", quick).deliver(sender, recipient, message, [] {
    return false;
  });
}

Delivery deliver_by(Script script) {
  const ScriptedServer server(std::move(script));
  return deliver(server.address());
}

TEST(Smtp, HandsALetterOver) {
  std::string heard;
  {
    ScriptedServer server(polite);
    const auto delivery = deliver(server.address());
    EXPECT_EQ(delivery.outcome, Outcome::accepted);
    EXPECT_THAT(delivery.words, HasSubstr("250 2.0.0 queued as 1234"));
    EXPECT_EQ(delivery.code, 250);
    heard = server.heard();
  }
  EXPECT_THAT(heard, HasSubstr("EHLO venue.example\nMAIL FROM:<tickets@venue.example>"));
  EXPECT_THAT(heard, HasSubstr("RCPT TO:<ana@example.org>\nDATA\nSubject: x\n\nhello\n..dot\n.\n"));
}

TEST(Smtp, UsesOneConnectionForSeveralLetters) {
  ScriptedServer server(polite);
  Smtp smtp(server.address(), "venue.example", quick);
  for (int letter = 0; letter < 3; ++letter) {
    EXPECT_EQ(smtp.deliver(sender, recipient, message, [] { return false; }).outcome,
              Outcome::accepted);
  }
  EXPECT_THAT(server.heard(), Not(HasSubstr("QUIT")));
}

TEST(Smtp, TellsRefusedFromDeferred) {
  for (const char* const command : {"RCPT", "DATA", "."}) {
    const auto refused = deliver_by(but(command, "550 5.1.1 nobody here\r\n"));
    EXPECT_EQ(refused.outcome, Outcome::refused) << command;
    EXPECT_EQ(refused.code, 550);
    EXPECT_THAT(refused.words, HasSubstr("550 5.1.1 nobody here"));
    EXPECT_EQ(deliver_by(but(command, "451 later\r\n")).outcome, Outcome::deferred) << command;
  }
}

TEST(Smtp, BlamesTheServerForWhatIsNotTheLettersFault) {
  EXPECT_EQ(deliver_by(but("", "554 no service\r\n")).outcome, Outcome::failed);
  EXPECT_EQ(deliver_by(but("MAIL", "550 you may not send\r\n")).outcome, Outcome::failed);
  EXPECT_EQ(deliver_by(but("RCPT", "421 closing\r\n")).outcome, Outcome::failed);
}

TEST(Smtp, SurvivesServersThatHangUp) {
  for (const char* const command : {"", "EHLO", "MAIL", "RCPT", "DATA", "."}) {
    EXPECT_EQ(deliver_by(but(command, "")).outcome, Outcome::failed) << command;
  }
}

TEST(Smtp, SurvivesServersThatStall) {
  for (const char* const command : {"", "RCPT", "."}) {
    const auto delivery = deliver_by(but(command, "…"));
    EXPECT_EQ(delivery.outcome, Outcome::failed) << command;
    EXPECT_THAT(delivery.words, HasSubstr("too long"));
  }
}

TEST(Smtp, SurvivesServersThatLie) {
  // Content to DATA before there is any, and then gone.
  EXPECT_EQ(deliver_by(but("DATA", "250 got it\r\n")).outcome, Outcome::failed);
  EXPECT_EQ(deliver_by(but("", "HTTP/1.1 400 Bad Request\r\n\r\n")).outcome, Outcome::failed);
  EXPECT_EQ(deliver_by(but("RCPT", "999999 \x1b[31m\xff\r\n")).outcome, Outcome::failed);
}

TEST(Smtp, CleansWhatServersSay) {
  const auto delivery =
      deliver_by(but("RCPT", "550 \x1b[31mred\xff" + std::string(900, 'x') + "\r\n"));
  EXPECT_EQ(delivery.outcome, Outcome::refused);
  EXPECT_THAT(delivery.words, HasSubstr("550  [31mred?xxx"));
  EXPECT_LT(delivery.words.size(), 400);
}

TEST(Smtp, SaysThatNobodyListens) {
  SmtpServer nowhere = SmtpServer::parse("smtp://127.0.0.1:1");
  const auto delivery = deliver(nowhere);
  EXPECT_EQ(delivery.outcome, Outcome::failed);
  EXPECT_EQ(delivery.words, "The mail server cannot be reached.");
}

TEST(Smtp, SendsNoPasswordWithoutEncryption) {
  std::string heard;
  {
    ScriptedServer server(but("EHLO", "250-mail.test\r\n250 AUTH PLAIN LOGIN\r\n"));
    SmtpServer address = server.address();
    address.username = "box";
    address.password = "hush";
    address.encryption = Encryption::required;
    const auto delivery = deliver(address);
    EXPECT_EQ(delivery.outcome, Outcome::failed);
    EXPECT_THAT(delivery.words, HasSubstr("STARTTLS"));
    heard = server.heard();
  }
  EXPECT_THAT(heard, Not(HasSubstr("AUTH")));
}

TEST(Smtp, SaysThatTheLoginIsWrongWithoutThePassword) {
  ScriptedServer server(but("EHLO", "250-mail.test\r\n250 AUTH PLAIN\r\n"));
  SmtpServer address = server.address();
  address.username = "box";
  address.password = "hush";
  const auto delivery = deliver(address);
  EXPECT_EQ(delivery.outcome, Outcome::failed);
  EXPECT_THAT(delivery.words, HasSubstr("login"));
  EXPECT_THAT(delivery.words, Not(HasSubstr("hush")));
}

TEST(Smtp, StopsWhenAsked) {
  for (const char* const command : {"", "RCPT", "."}) {
    const ScriptedServer server(but(command, "…"));
    const auto begin = std::chrono::steady_clock::now();
    const auto passed = [&] { return std::chrono::steady_clock::now() - begin; };
    {
      Smtp smtp(server.address(), "venue.example",
                {std::chrono::milliseconds(500), std::chrono::milliseconds(30'000)});
      const auto delivery = smtp.deliver(sender, recipient, message,
                                         [&] { return passed() > std::chrono::milliseconds(300); });
      EXPECT_EQ(delivery.outcome, Outcome::failed) << command;
    }
    EXPECT_LT(passed(), std::chrono::seconds(5)) << command;
  }
}

}  // namespace
}  // namespace admitone::mail
