#include "artefacts/csv_reader.hpp"

#include <array>
#include <random>
#include <span>

#include <gmock/gmock.h>

#include "artefacts/csv_writer.hpp"

namespace admitone::artefacts {
namespace {

using Fields = std::vector<std::string>;
using testing::ElementsAre;

std::vector<Fields> read_all(std::string_view text) {
  CsvReader reader(text);
  std::vector<Fields> records;
  while (const CsvRecord* record = reader.next()) records.push_back(record->fields);
  return records;
}

std::vector<std::size_t> lines_of(std::string_view text) {
  CsvReader reader(text);
  std::vector<std::size_t> lines;
  while (const CsvRecord* record = reader.next()) lines.push_back(record->line);
  return lines;
}

TEST(CsvReader, ReadsFieldsBetweenCommas) {
  EXPECT_THAT(read_all("name,email\nAna,a@b.c\n"),
              ElementsAre(Fields{"name", "email"}, Fields{"Ana", "a@b.c"}));
  EXPECT_THAT(read_all("a,,b\n,,\n"), ElementsAre(Fields{"a", "", "b"}, Fields{"", "", ""}));
  EXPECT_THAT(read_all("a"), ElementsAre(Fields{"a"}));
  EXPECT_THAT(read_all(""), ElementsAre());
}

TEST(CsvReader, ReadsEveryLineEnd) {
  const auto expected = ElementsAre(Fields{"a", "b"}, Fields{"c", "d"});
  for (const char* text : {"a,b\nc,d", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\n\n\nc,d\n\n"}) {
    EXPECT_THAT(read_all(text), expected) << text;
  }
}

TEST(CsvReader, ReadsQuotedFields) {
  EXPECT_THAT(read_all("\"a,b\",\"say \"\"hi\"\"\",\"\"\n\"two\r\nlines\",x,\"\"\"\"\n"),
              ElementsAre(Fields{"a,b", "say \"hi\"", ""}, Fields{"two\r\nlines", "x", "\""}));
}

TEST(CsvReader, FindsTheDelimiterInTheFirstLine) {
  EXPECT_THAT(read_all("a;b\n1,5;2"), ElementsAre(Fields{"a", "b"}, Fields{"1,5", "2"}));
  EXPECT_THAT(read_all("a\tb;c\td\n"), ElementsAre(Fields{"a", "b;c", "d"}));
  EXPECT_THAT(read_all("\"a,b,c\";d\n"), ElementsAre(Fields{"a,b,c", "d"}));
  EXPECT_THAT(read_all("\n\r\na;b\n"), ElementsAre(Fields{"a", "b"}));
  EXPECT_EQ(CsvReader("alone\n").delimiter(), ',');
}

TEST(CsvReader, PassesOverAByteOrderMark) {
  EXPECT_THAT(read_all("\xEF\xBB\xBF\"a\",b\n"), ElementsAre(Fields{"a", "b"}));
}

TEST(CsvReader, TellsTheLineOnWhichARecordBegins) {
  EXPECT_THAT(lines_of("a,b\n\"1\n2\r\n3\r4\",x\n\n\nlast,\"\n\"\nend,"), ElementsAre(1, 2, 8, 10));
}

TEST(CsvReader, ReadsEveryScript) {
  EXPECT_THAT(read_all("naïve,日本,🎫\n"), ElementsAre(Fields{"naïve", "日本", "🎫"}));
}

struct Hostile {
  const char* name;
  std::string text;
  std::size_t line;
  const char* says;
};

class HostileCsv : public testing::TestWithParam<Hostile> {};

TEST_P(HostileCsv, IsRefusedWithItsLine) {
  try {
    read_all(GetParam().text);
    FAIL() << "was read";
  } catch (const BadCsv& bad) {
    EXPECT_EQ(bad.line, GetParam().line);
    EXPECT_THAT(bad.what(), testing::HasSubstr(GetParam().says));
  }
}

std::string with_zero(std::string text) {
  text += '\0';
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    , HostileCsv,
    testing::Values(
        Hostile{"OpenQuote", "a,b\n1,2\n\"3,4\n5,6\n", 3, "never closed"},
        Hostile{"OpenQuoteInTheHeader", "a,\"b\n1,2\n", 1, "never closed"},
        Hostile{"OpenQuoteAtTheEnd", "a\n\"", 2, "never closed"},
        Hostile{"TextAfterAQuote", "a,b\n\"1\"x,2\n", 2, "follows a closing quote"},
        Hostile{"TextAfterAQuoteOpenedAbove", "a,b\n\"1,2\n3,\"4\",5\n", 3, "opened on line 2"},
        Hostile{"QuoteInsideAField", "a,b\nsay \"hi\",2\n", 2, "write each quote inside it twice"},
        Hostile{"Zero", with_zero("a,b\n1,2\n3,4"), 3, "zero octet"},
        Hostile{"ZeroInQuotes", "a,b\n\"1\n" + with_zero("2") + "\",3\n", 3, "zero octet"},
        Hostile{"Latin1", "a,b\nJos\xE9,2\n", 2, "not valid UTF-8"},
        Hostile{"Latin1OnALaterLineOfAField", "a,b\n\"1\n2\nJos\xE9\",2\n", 4, "not valid UTF-8"},
        Hostile{"CutOffCharacter", "a,b\n1,\xE6\x97", 2, "not valid UTF-8"},
        Hostile{"Overlong", "a,b\n1,\xC0\xAF\n", 2, "not valid UTF-8"},
        Hostile{"Surrogate", "a,b\n1,\xED\xA0\x80\n", 2, "not valid UTF-8"},
        Hostile{"Utf16Little", std::string("\xFF\xFE\x61\x00", 4), 1, "UTF-16"},
        Hostile{"Utf16Big", std::string("\xFE\xFF\x00\x61", 4), 1, "UTF-16"},
        Hostile{"Utf16WithoutMark", std::string("a\0,\0b\0\n\0", 8), 1, "zero octet"},
        Hostile{"Spreadsheet", "PK\x03\x04rest", 1, "spreadsheet"},
        Hostile{"ManyFields", "a,b\n" + std::string(csv_fields_max, ',') + "\n", 2, "100 fields"},
        Hostile{"LongField", "a,b\n1,2\n" + std::string(csv_field_octets_max + 1, 'x') + "\n", 3,
                "16384 octets"},
        Hostile{"LongQuotedField", "a,b\n\"" + std::string(csv_field_octets_max, '\n') + "x\",2\n",
                2, "16384 octets"}),
    [](const auto& tested) { return tested.param.name; });

TEST(CsvReader, KeepsToItsLimits) {
  const std::string longest(csv_field_octets_max, 'x');
  EXPECT_EQ(read_all(longest + ",b\n").at(0).at(0), longest);
  EXPECT_EQ(read_all(std::string(csv_fields_max - 1, ',') + "\n").at(0).size(), csv_fields_max);
}

/// Seeded, so that what fails once fails again.
class RandomCsv {
 public:
  explicit RandomCsv(std::uint32_t seed) : random_(seed) {}

  std::string text(std::span<const std::string_view> pieces, std::size_t count_max) {
    std::string result;
    for (std::size_t count = below(count_max + 1); count > 0; --count) {
      result += pieces[below(pieces.size())];
    }
    return result;
  }
  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  std::mt19937 random_;
};

TEST(CsvReader, ReadsWhatTheWriterWrites) {
  constexpr std::array<std::string_view, 14> pieces{"a",  "é",  "日", " ", ",",  ";",    "\t",
                                                    "\"", "\n", "\r", "'", "=x", "-5.0", "🎫"};
  for (std::uint32_t seed = 0; seed < 2'000; ++seed) {
    RandomCsv random(seed);
    const std::size_t columns = 2 + random.below(4);
    CsvWriter writer;
    writer.header({"one", "two"});
    std::vector<Fields> written;
    for (std::size_t rows = random.below(8); rows > 0; --rows) {
      Fields fields;
      for (std::size_t column = 0; column < columns; ++column) {
        fields.push_back(random.text(pieces, 6));
        writer.text(fields.back());
        if (is_formula(fields.back())) fields.back().insert(0, "'");
      }
      writer.end_record();
      written.push_back(fields);
    }
    const std::string file = writer.take();
    auto read = read_all(file);
    ASSERT_EQ(read.at(0), (Fields{"one", "two"}));
    read.erase(read.begin());
    ASSERT_EQ(read, written) << "seed " << seed << "\n" << file;
  }
}

TEST(CsvReader, EndsWithRecordsOrALineForAnyOctets) {
  constexpr std::array<std::string_view, 12> pieces{
      "a", ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "\xFF", "\xC3", "\xA9", "\xEF\xBB\xBF"};
  std::size_t read_count = 0;
  for (std::uint32_t seed = 0; seed < 20'000; ++seed) {
    RandomCsv random(seed);
    const std::string text = random.text(pieces, 40);
    const auto lines = 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n') +
                                                    std::count(text.begin(), text.end(), '\r'));
    try {
      for (const std::size_t line : lines_of(text)) ASSERT_LE(line, lines);
      ++read_count;
    } catch (const BadCsv& bad) {
      ASSERT_GE(bad.line, 1U);
      ASSERT_LE(bad.line, lines) << "seed " << seed;
    }
  }
  EXPECT_GT(read_count, 1'000U);
}

}  // namespace
}  // namespace admitone::artefacts
