#include "mail/encoding.hpp"

#include <gmock/gmock.h>

namespace admitone::mail {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Lines without their CRLF. Fails when a line ends otherwise.
std::vector<std::string> lines_of(std::string text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    EXPECT_NE(end, std::string::npos) << "a line does not end with CRLF";
    if (end == std::string::npos) break;
    lines.push_back(text.substr(0, end));
    text.erase(0, end + 2);
    EXPECT_EQ(lines.back().find_first_of("\r\n"), std::string::npos);
  }
  return lines;
}

MATCHER(IsShortAscii, "") {
  return arg.size() <= 78 && std::ranges::all_of(arg, [](char c) { return c >= ' ' && c <= '~'; });
}

TEST(Encoding, PlainHeadersStayReadable) {
  EXPECT_EQ(text_header("Subject", "Your ticket for Fado"), "Subject: Your ticket for Fado\r\n");
}

TEST(Encoding, HeadersAreFoldedBetweenWords) {
  const std::string words =
      "one two three four five six seven eight nine ten eleven twelve "
      "thirteen fourteen fifteen sixteen";
  const auto header = text_header("Subject", words);
  const auto lines = lines_of(header);
  ASSERT_EQ(lines.size(), 2);
  EXPECT_THAT(lines, testing::Each(IsShortAscii()));
  EXPECT_THAT(lines[1], StartsWith(" "));
  EXPECT_EQ(lines[0] + lines[1], "Subject: " + words);
}

TEST(Encoding, NothingEndsAHeader) {
  for (const char* const bad : {"a\r\nBcc: spy@example.org", "a\nBcc: x", "a\rBcc: x",
                                "a\xc2\x85"
                                "Bcc: x",
                                "a\x0b\x0c\x1f\x7f b", "\xff\r\n"}) {
    EXPECT_EQ(lines_of(text_header("Subject", bad)).size(), 1) << bad;
    EXPECT_EQ(lines_of(mailbox_header("From", bad, "a@example.org")).size(), 1) << bad;
    EXPECT_EQ(lines_of(mailbox_header("To", "", bad)).size(), 1) << bad;
  }
}

TEST(Encoding, OtherScriptsBecomeEncodedWordsOfWholeCharacters) {
  const auto header = text_header("Subject", "Óperá");
  EXPECT_EQ(header, "Subject: =?UTF-8?B?w5NwZXLDoQ==?=\r\n");
  std::string night;
  for (int count = 0; count < 200; ++count) night += "夜";
  const auto lines = lines_of(text_header("Subject", night));
  EXPECT_GT(lines.size(), 10);
  EXPECT_THAT(lines, testing::Each(IsShortAscii()));
  // 45 octets hold 15 of these characters: none is cut.
  EXPECT_THAT(lines[1], HasSubstr("=?UTF-8?B?5aSc5aSc5aSc"));
}

TEST(Encoding, WordsTooLongForALineAreEncoded) {
  const auto lines = lines_of(text_header("Subject", std::string(500, 'x')));
  EXPECT_THAT(lines, testing::Each(IsShortAscii()));
}

TEST(Encoding, WhatLooksLikeAnEncodedWordIsEncoded) {
  EXPECT_THAT(text_header("Subject", "=?UTF-8?Q?fake?="), Not(HasSubstr("?Q?fake")));
}

TEST(Encoding, DisplayNamesAreQuoted) {
  EXPECT_EQ(mailbox_header("From", "Box office", "t@venue.example"),
            "From: \"Box office\" <t@venue.example>\r\n");
  EXPECT_EQ(mailbox_header("From", R"(A "B" \ <c@d>)", "t@venue.example"),
            "From: \"A \\\"B\\\" \\\\ <c@d>\" <t@venue.example>\r\n");
  EXPECT_EQ(mailbox_header("To", "", "t@venue.example"), "To: t@venue.example\r\n");
}

TEST(Encoding, QuotedPrintableKeepsLinesShort) {
  EXPECT_EQ(to_quoted_printable("a=b\n\nOl\xc3\xa1 \nend"), "a=3Db\r\n\r\nOl=C3=A1=20\r\nend\r\n");
  std::string line;
  for (int count = 0; count < 100; ++count) line += "é=x ";
  const auto lines = lines_of(to_quoted_printable(line + "\n"));
  for (const std::string& part : lines) EXPECT_LE(part.size(), line_octets_max) << part;
  EXPECT_GT(lines.size(), 10);
}

TEST(Encoding, QuotedPrintableHoldsExactlyFullLines) {
  EXPECT_EQ(to_quoted_printable(std::string(76, 'x')), std::string(76, 'x') + "\r\n");
  EXPECT_EQ(to_quoted_printable(std::string(77, 'x')), std::string(75, 'x') + "=\r\nxx\r\n");
}

TEST(Encoding, Base64ComesInLines) {
  const auto lines = lines_of(to_base64_lines(std::string(100, '\0')));
  ASSERT_EQ(lines.size(), 2);
  EXPECT_EQ(lines[0].size(), line_octets_max);
  EXPECT_THAT(lines[1], testing::EndsWith("=="));
  EXPECT_EQ(to_base64_lines(""), "");
}

}  // namespace
}  // namespace admitone::mail
