#include "mail/smtp_server.hpp"

#include <gmock/gmock.h>

#include "base/text.hpp"

namespace admitone::mail {
namespace {

TEST(SmtpServer, ReadsHostPortAndLogin) {
  const auto server = SmtpServer::parse("smtp://box%40office:p%3Aw%2Fd@mail.example.org:587");
  EXPECT_EQ(server.host, "mail.example.org");
  EXPECT_EQ(server.port, "587");
  EXPECT_EQ(server.username, "box@office");
  EXPECT_EQ(server.password, "p:w/d");
}

TEST(SmtpServer, KnowsTheUsualPorts) {
  EXPECT_EQ(SmtpServer::parse("smtp://mail.example.org").port, "25");
  EXPECT_EQ(SmtpServer::parse("smtps://mail.example.org").port, "465");
  EXPECT_EQ(SmtpServer::parse("smtp://[::1]:2525/").host, "::1");
}

TEST(SmtpServer, NeverSendsAPasswordReadably) {
  const auto encryption = [](const char* url) { return SmtpServer::parse(url).encryption; };
  EXPECT_EQ(encryption("smtp://u:p@mail.example.org"), Encryption::required);
  EXPECT_EQ(encryption("smtp://u:p@127.0.0.1"), Encryption::if_offered);
  EXPECT_EQ(encryption("smtp://u:p@localhost?tls=required"), Encryption::required);
  EXPECT_EQ(encryption("smtp://mail.example.org"), Encryption::if_offered);
  EXPECT_EQ(encryption("smtp://mail.example.org?tls=none"), Encryption::never);
  EXPECT_EQ(encryption("smtps://u:p@mail.example.org"), Encryption::from_start);
  EXPECT_THROW(SmtpServer::parse("smtp://u:p@mail.example.org?tls=none"), base::BadValue);
}

TEST(SmtpServer, RefusesWhatIsNoneAndTellsNoPassword) {
  for (const char* const bad :
       {"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://h/path", "smtp://h#f",
        "smtp://user@h", "smtp://h?tls=maybe", "smtp://h?x=1", "smtp://u:hush hush@h",
        "smtp://u:hush%0d%0ahush@h", "smtp://u:hush@h:port"}) {
    try {
      SmtpServer::parse(bad);
      ADD_FAILURE() << bad;
    } catch (const base::BadValue& value) {
      EXPECT_THAT(value.what(), testing::Not(testing::HasSubstr("hush"))) << bad;
    }
  }
}

}  // namespace
}  // namespace admitone::mail
