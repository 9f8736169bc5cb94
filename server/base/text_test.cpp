#include "base/text.hpp"

#include <string>

#include <gtest/gtest.h>

namespace admitone::base {
namespace {

constexpr TextRules any{.length_min = 0, .length_max = 20};

std::string complaint(std::string_view text, const TextRules& rules = any, bool lines = false) {
  try {
    checked_text(text, rules, lines);
  } catch (const BadValue& bad) {
    return bad.what();
  }
  return "";
}

TEST(Text, LengthsAreInCharacters) {
  EXPECT_EQ(count_characters("Zoë Ωμέγα 李"), 11u);
  EXPECT_EQ(complaint("李李李", {.length_min = 1, .length_max = 3}), "");
  EXPECT_EQ(complaint("李李李李", {.length_min = 1, .length_max = 3}),
            "must have 1 to 3 characters");
  EXPECT_EQ(complaint("abcd", {.length_max = 3}), "must have at most 3 characters");
  EXPECT_EQ(complaint("", {.length_min = 2}), "must have at least 2 characters");
}

TEST(Text, LosesWhiteSpaceAtBothEnds) {
  EXPECT_EQ(checked_text("  Ana  Lima\u00A0\u3000 ", any), "Ana  Lima");
  EXPECT_EQ(checked_text("\n a\tb\n\n", any, true), "a\tb");
  EXPECT_EQ(checked_text("   ", any), "");
  EXPECT_EQ(checked_text("", any), "");
}

TEST(Text, RefusesWhatLooksEmpty) {
  EXPECT_THROW(Name::parse(" \u200B\uFEFF "), BadValue);
  EXPECT_THROW(Name::parse(""), BadValue);
}

TEST(Text, RefusesBadUtf8) {
  for (const char* bad : {"\xC3", "a\xC3(", "\xA0", "\xC0\xAF", "\xE0\x80\xAF", "\xF0\x80\x80\x80",
                          "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF"}) {
    EXPECT_EQ(complaint(bad), "must be valid UTF-8");
    EXPECT_THROW(count_characters(bad), BadValue);
    EXPECT_THROW(folded(bad), BadValue);
  }
}

TEST(Text, TakesTheEndsOfEveryLength) {
  EXPECT_EQ(count_characters("\x7F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF"), 9u);
}

TEST(Text, RefusesControlCharacters) {
  for (std::string_view bad :
       {std::string_view("a\0b", 3), std::string_view("a\x1B[2J"), std::string_view("a\x7F"),
        std::string_view("a\u0085z"), std::string_view("a\u009Fz")}) {
    EXPECT_NE(complaint(bad), "");
    EXPECT_NE(complaint(bad, any, true), "");
  }
}

TEST(Text, AllowsLineBreaksOnlyWhereTheyBelong) {
  for (const char* text : {"a\nb", "a\tb", "a\u2028b"}) {
    EXPECT_NE(complaint(text), "");
    EXPECT_EQ(complaint(text, any, true), "");
  }
  EXPECT_NE(complaint("a\rb", any, true), "");
}

TEST(Text, RefusesCharactersThatTurnTextAround) {
  for (const char* bad : {"a\u202Ab", "a\u202Eb", "a\u2066b", "a\u2069b"}) {
    EXPECT_EQ(complaint(bad, any, true),
              "must not contain characters that change the direction of text");
  }
  EXPECT_EQ(complaint("شیر\u200Cها"), "") << "a joiner is part of how Persian is written";
}

TEST(Text, FoldsEveryScriptWithoutALocale) {
  EXPECT_EQ(folded("ÅSA Müller"), "åsa müller");
  EXPECT_EQ(folded("ЩУКИН Ёж"), "щукин ёж");
  EXPECT_EQ(folded("ΟΔΥΣΣΕΥΣ"), folded("Οδυσσευς"));
  EXPECT_EQ(folded("李 شیر 🎫"), "李 شیر 🎫");
}

}  // namespace
}  // namespace admitone::base
