#include "artefacts/csv_writer.hpp"

#include <gmock/gmock.h>

namespace admitone::artefacts {
namespace {

std::string cell(std::optional<std::string_view> text) {
  CsvWriter writer;
  writer.text(text);
  return writer.take();
}

TEST(CsvWriter, BeginsWithAMarkForSpreadsheetsAndTheColumns) {
  CsvWriter writer;
  writer.header({"name", "price"});
  EXPECT_EQ(writer.take(), "\xEF\xBB\xBFname,price\r\n");
  EXPECT_EQ(writer.take(), "");
}

TEST(CsvWriter, WritesEachKindOfCell) {
  CsvWriter writer;
  writer.text("Ana");
  writer.text(std::nullopt);
  writer.word("sold");
  writer.number(-5);
  writer.number(std::nullopt);
  writer.money(4950, core::Currency::parse("EUR"));
  writer.money(std::nullopt, core::Currency::parse("EUR"));
  writer.time(base::Timestamp(std::chrono::seconds(0)));
  writer.time(std::nullopt);
  writer.end_record();
  writer.number(7);
  EXPECT_EQ(writer.take(), "Ana,,sold,-5,,49.50,,1970-01-01T00:00:00Z,\r\n7");
}

TEST(CsvWriter, QuotesWhatWouldBeReadOtherwise) {
  EXPECT_EQ(cell("Lima, Ana"), "\"Lima, Ana\"");
  EXPECT_EQ(cell("the \"best\""), "\"the \"\"best\"\"\"");
  EXPECT_EQ(cell("a\nb"), "\"a\nb\"");
  EXPECT_EQ(cell("a;b"), "\"a;b\"");
  EXPECT_EQ(cell(" a"), "\" a\"");
  EXPECT_EQ(cell("Ana Lima"), "Ana Lima");
}

TEST(CsvWriter, DefusesFormulas) {
  for (const std::string text :
       {"=1+1", "+351 21", "-5.00", "@SUM(A1)", " =1", "\xC2\xA0=1", "\xE3\x80\x80=1", "\t=1",
        "\tplain", "\rplain", "\nplain", " \t \n=1",
        "\xEF\xBC\x9D"
        "1",
        "\xEF\xBC\x8B"
        "1",
        "\xEF\xBC\x8D"
        "1",
        "\xEF\xBC\xA0"
        "A",
        "-"}) {
    EXPECT_TRUE(is_formula(text)) << text;
    EXPECT_THAT(cell(text), testing::AnyOf(testing::StartsWith("'"), testing::StartsWith("\"'")))
        << text;
  }
  EXPECT_EQ(cell("=HYPERLINK(\"http://example.org\",\"Win\")"),
            "\"'=HYPERLINK(\"\"http://example.org\"\",\"\"Win\"\")\"");
}

TEST(CsvWriter, LeavesOtherTextAlone) {
  for (const std::string text :
       {"Ana", "a=b", "1-2", "'=1", "O'Neill", "", " ", "rita@example.org"}) {
    EXPECT_FALSE(is_formula(text)) << text;
  }
}

}  // namespace
}  // namespace admitone::artefacts
