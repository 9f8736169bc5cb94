// That other programs read these messages is seen in tests/scenarios/mail.test.ts.

#include "mail/message.hpp"

#include <gmock/gmock.h>

namespace admitone::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr base::Timestamp evening =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 3) + std::chrono::minutes(19 * 60 + 5);

Message letter() {
  return {.from = {"Box office", "tickets@venue.example"},
          .to = "ana@example.org",
          .message_id = "outbox-7.key@venue.example",
          .date = evening,
          .subject = "Your ticket",
          .text = "hello\n",
          .html = "<p>hello</p>\n",
          .attachment = {}};
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Message, HasTheHeadersThatALetterNeeds) {
  const auto octets = to_octets(letter());
  for (const char* const header :
       {"From: \"Box office\" <tickets@venue.example>\r\n", "To: ana@example.org\r\n",
        "Subject: Your ticket\r\n", "Date: Tue, 03 Nov 2026 19:05:00 +0000\r\n",
        "Message-ID: <outbox-7.key@venue.example>\r\n", "Auto-Submitted: auto-generated\r\n",
        "MIME-Version: 1.0\r\n"}) {
    EXPECT_EQ(count_of(octets, header), 1) << header;
  }
}

TEST(Message, OffersPlainTextBeforeHtml) {
  const auto octets = to_octets(letter());
  EXPECT_THAT(octets, HasSubstr("Content-Type: multipart/alternative;\r\n boundary=\"=_"));
  EXPECT_LT(octets.find("text/plain; charset=utf-8"), octets.find("text/html; charset=utf-8"));
  EXPECT_THAT(octets, Not(HasSubstr("multipart/mixed")));
}

TEST(Message, CarriesAnAttachmentBesideTheWords) {
  Message message = letter();
  message.attachment = Attachment{"ticket-7.pdf", "application/pdf", "%PDF-1.7 octets"};
  const auto octets = to_octets(message);
  EXPECT_LT(octets.find("multipart/mixed"), octets.find("multipart/alternative"));
  EXPECT_THAT(octets, HasSubstr("Content-Disposition: attachment;\r\n filename=\"ticket-7.pdf\""));
  EXPECT_THAT(octets, HasSubstr("\r\n\r\nJVBERi0xLjcgb2N0ZXRz\r\n--=_"));
}

TEST(Message, NoWordsEndAPart) {
  Message message = letter();
  const auto first = to_octets(message);
  const auto begin = first.find("boundary=\"") + 10;
  const auto boundary = first.substr(begin, first.find('"', begin) - begin);
  // Somebody who could know the boundary still could not write it: "=" is always encoded.
  message.text = "--" + boundary + "--\n.\n\r\nFrom here on\r\n";
  const auto octets = to_octets(message);
  EXPECT_EQ(count_of(octets, "--" + boundary), 0);
  EXPECT_EQ(octets.find('\n', 0), octets.find("\r\n", 0) + 1);
}

}  // namespace
}  // namespace admitone::mail
