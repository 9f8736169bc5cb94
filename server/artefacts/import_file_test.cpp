#include "artefacts/import_file.hpp"

#include <gmock/gmock.h>

namespace admitone::artefacts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ImportFile read(std::string_view text, const char* currency = "EUR") {
  return read_import_file(text, core::Currency::parse(currency));
}

/// "line column: detail" of each problem.
std::vector<std::string> problems_of(const ImportFile& file) {
  std::vector<std::string> problems;
  for (const core::ImportProblem& problem : file.problems.list()) {
    problems.push_back(std::to_string(problem.line) + " " + problem.column + ": " + problem.detail);
  }
  return problems;
}

TEST(ImportFile, IsReadIntoRows) {
  const ImportFile file = read(
      "name,email,tier,price,reference\n"
      " Ana Lima ,ana@example.org,Balcony,49.5,A-1\n"
      "\"Sousa, Rita\",rita@example.org,,,\n");
  EXPECT_THAT(problems_of(file), IsEmpty());
  EXPECT_THAT(file.columns, ElementsAre("name", "email", "tier", "price", "reference"));
  EXPECT_EQ(file.row_count, 2);
  ASSERT_EQ(file.rows.size(), 2U);
  EXPECT_EQ(file.rows[0].line, 2);
  EXPECT_EQ(file.rows[0].buyer_name, "Ana Lima");
  EXPECT_EQ(file.rows[0].buyer_email, "ana@example.org");
  EXPECT_EQ(file.rows[0].tier, "Balcony");
  EXPECT_EQ(file.rows[0].price, 4950);
  EXPECT_EQ(file.rows[0].reference, "A-1");
  EXPECT_EQ(file.rows[1].buyer_name, "Sousa, Rita");
  EXPECT_EQ(file.rows[1].tier, std::nullopt);
  EXPECT_EQ(file.rows[1].price, std::nullopt);
  EXPECT_EQ(file.rows[1].reference, std::nullopt);
}

TEST(ImportFile, NamesItsColumnsInManyWays) {
  const ImportFile file =
      read("Order;Buyer Name;E-MAIL;Category;Seat;Ticket price\nA1;Ana;a@b.org;VIP;7;10\n");
  EXPECT_THAT(problems_of(file), IsEmpty());
  EXPECT_EQ(file.delimiter, ";");
  EXPECT_THAT(file.columns, ElementsAre("name", "email", "tier", "price", "reference"));
  EXPECT_THAT(file.ignored_columns, ElementsAre("Seat"));
  EXPECT_EQ(file.rows.at(0).reference, "A1");
}

TEST(ImportFile, ShowsColumnsItDoesNotKnowInOneShortLine) {
  const ImportFile file =
      read("name,email,\"\x1B[31mSeat\n2\"," + std::string(500, 'x') + "\nA,a@b.org,,\n");
  EXPECT_THAT(file.ignored_columns, ElementsAre(" [31mSeat 2", std::string(60, 'x') + "…"));
}

TEST(ImportFile, MayHaveADecimalCommaBesideSemicolons) {
  EXPECT_EQ(read("name;email;price\nA;a@b.org;49,50\n").rows.at(0).price, 4950);
  EXPECT_THAT(problems_of(read("name;email;price\nA;a@b.org;1.049,50\n")),
              ElementsAre(HasSubstr("2 price: must be an amount")));
  EXPECT_THAT(problems_of(read("name,email,price\nA,a@b.org,\"49,50\"\n")),
              ElementsAre(HasSubstr("2 price: must be an amount")));
}

TEST(ImportFile, TellsEveryProblemByItsLine) {
  const ImportFile file = read(
      "name,email,tier,price,reference\n"
      ",nobody,,,\n"
      "\"two\nlines\",a@b.org,,,\n"
      "Ana,a@b.org,,49.505,\n"
      "Ana,a@b.org,,-1,\n"
      "Ana,a@b.org,,,\"" +
      std::string(65, 'x') +
      "\"\n"
      "Ana,a@b.org\n"
      "Ana,a@b.org,,,,more\n"
      "Ana,a@b.org,,,,\n"
      ",,,,\n");
  EXPECT_THAT(
      problems_of(file),
      ElementsAre(
          "2 name: is empty", HasSubstr("2 email: must be an e-mail"),
          HasSubstr("3 name: must not contain"), HasSubstr("5 price: must have at most 2 decimals"),
          HasSubstr("6 price: must be an amount"), HasSubstr("7 reference: must have 1 to 64"),
          "8 : has 2 fields; the first line has 5", "9 : has 6 fields; the first line has 5"));
  EXPECT_EQ(file.row_count, 8);
  EXPECT_EQ(file.rows.size(), 1U);
}

TEST(ImportFile, NeedsAHeader) {
  EXPECT_THAT(problems_of(read("")), ElementsAre(HasSubstr("1 : The file is empty")));
  EXPECT_THAT(problems_of(read("name,email\n")), ElementsAre(HasSubstr("no rows")));
  EXPECT_THAT(problems_of(read("Ana,ana@example.org\n")),
              ElementsAre(HasSubstr("1 name: is missing"), HasSubstr("1 email: is missing")));
  EXPECT_THAT(problems_of(read("name,email,buyer_name\nA,a@b.org,B\n")),
              ElementsAre(HasSubstr("1 name: is there twice")));
}

TEST(ImportFile, TellsWhereItCannotBeReadOn) {
  const ImportFile file = read("name,email\n,a@b.org\nAna,\"a@b.org\nRita,r@b.org\n");
  EXPECT_THAT(problems_of(file),
              ElementsAre("2 name: is empty", HasSubstr("3 : A quote is opened")));
  EXPECT_THAT(problems_of(read(std::string("\xFF\xFEn\0", 4))), ElementsAre(HasSubstr("UTF-16")));
}

TEST(ImportFile, HasAtMostAHundredThousandRows) {
  std::string text = "name,email\n";
  for (std::int64_t row = 0; row < core::import_rows_max; ++row) text += "A,a@b.org\n";
  EXPECT_THAT(problems_of(read(text)), IsEmpty());
  text += "A,a@b.org\n";
  EXPECT_THAT(problems_of(read(text)), ElementsAre(HasSubstr("100002 : is one row too many")));
}

TEST(ImportFile, CountsItsTiers) {
  const ImportFile file = read("name,email,tier\nA,a@b.org,VIP\nB,b@b.org,\nC,c@b.org,VIP\n");
  EXPECT_THAT(count_tiers(file), ElementsAre(testing::Pair("", 1), testing::Pair("VIP", 2)));
}

}  // namespace
}  // namespace admitone::artefacts
