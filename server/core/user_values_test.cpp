#include <string>

#include <gtest/gtest.h>

#include "core/users.hpp"

namespace admitone::core {
namespace {

TEST(Username, AllowsLettersDigitsDotsUnderscoresAndHyphens) {
  for (const char* text : {"ana", "Ana.Lima-2_x", "0123456789012345678901234567890123456789"}) {
    EXPECT_EQ(Username::parse(text).text(), text);
  }
}

TEST(Username, RefusesEverythingElse) {
  for (const char* text : {"", "an", "ana lima", "ana@example.org", "joão", "ana/lima",
                           "01234567890123456789012345678901234567890"}) {
    EXPECT_THROW(Username::parse(text), base::BadValue) << text;
  }
}

TEST(Email, AllowsOneAddress) {
  for (const char* text : {"ana@example.org", "a@b", "o'neil+tickets@mail.example.co.uk"}) {
    EXPECT_EQ(Email::parse(text).text(), text);
  }
  EXPECT_EQ(Email::parse(" ana@example.org ").text(), "ana@example.org");
}

TEST(Email, RefusesWhatIsNone) {
  for (const char* text :
       {"", "ana", "@example.org", "ana@", "ana@@example.org", "ana@example@org",
        "a na@example.org", "ana@example..org", ".ana@example.org", "ana.@example.org", "ana@.org",
        "ana@exa_mple.org", "ana@example.org\r\nBcc: x@y", "<ana@example.org>",
        "ana,bruno@example.org"}) {
    EXPECT_THROW(Email::parse(text), base::BadValue) << text;
  }
  const std::string long_local(65, 'a');
  const std::string long_label(64, 'b');
  EXPECT_THROW(Email::parse(long_local + "@example.org"), base::BadValue);
  EXPECT_THROW(Email::parse("ana@" + long_label + ".org"), base::BadValue);
}

TEST(Password, KeepsEveryOctetAsTyped) {
  EXPECT_EQ(Password::parse("  spaces kept  ").text(), "  spaces kept  ");
  EXPECT_EQ(Password::parse(std::string(72, 'x')).text().size(), 72u);
}

TEST(Password, RefusesTooShortTooLongAndNul) {
  EXPECT_THROW(Password::parse("123456789"), base::BadValue);
  EXPECT_THROW(Password::parse(std::string(73, 'x')), base::BadValue);
  EXPECT_THROW(Password::parse(std::string("0123456789\0x", 12)), base::BadValue);
}

}  // namespace
}  // namespace admitone::core
