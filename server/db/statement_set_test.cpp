#include "db/statement_set.hpp"

#include <array>
#include <stdexcept>

#include <gtest/gtest.h>

namespace admitone::db {
namespace {

constexpr std::array<std::string_view, 1> number{"int8"};
constexpr std::array<std::string_view, 2> number_and_text{"int8", "text"};
constexpr std::array<std::string_view, 2> two_numbers{"int8", "int8"};

TEST(StatementSet, TakesWhatAnInsertWritesFromArrays) {
  EXPECT_EQ(for_arrays("INSERT INTO gates (id, name, kind) VALUES ($1, lower($2), 'a$)')",
                       number_and_text),
            "INSERT INTO gates (id, name, kind) SELECT each.p1, lower(each.p2), 'a$)' "
            "FROM unnest($1::int8[], $2::text[]) AS each (p1, p2)");
}

TEST(StatementSet, KeepsWhatAnInsertDoesWhereSomethingIs) {
  EXPECT_EQ(for_arrays("INSERT INTO gates (id) VALUES ($1) ON CONFLICT DO NOTHING", number),
            "INSERT INTO gates (id) SELECT each.p1 FROM unnest($1::int8[]) AS each (p1) "
            "ON CONFLICT DO NOTHING");
}

TEST(StatementSet, ComparesAnUpdateWithArrays) {
  EXPECT_EQ(for_arrays("UPDATE gates SET name = (SELECT n FROM names WHERE t = $2) WHERE id = $1",
                       number_and_text),
            "UPDATE gates SET name = (SELECT n FROM names WHERE t = each.p2) "
            "FROM unnest($1::int8[], $2::text[]) AS each (p1, p2) WHERE id = each.p1");
}

TEST(StatementSet, AsksForEachPlaceByItself) {
  EXPECT_EQ(for_arrays("SELECT name FROM gates WHERE id = $1", number),
            "SELECT one.*, each.place FROM unnest($1::int8[]) WITH ORDINALITY AS each (p1, place), "
            "LATERAL (SELECT name FROM gates WHERE id = each.p1 OFFSET 0) AS one");
}

TEST(StatementSet, LocksForEachPlace) {
  EXPECT_EQ(for_arrays("SELECT g.name FROM gates g WHERE g.id = $1 FOR UPDATE OF g", number),
            "SELECT one.*, each.place FROM unnest($1::int8[]) WITH ORDINALITY AS each (p1, place), "
            "LATERAL (SELECT g.name FROM gates g WHERE g.id = each.p1 FOR UPDATE OF g) AS one");
}

TEST(StatementSet, FailsWhereNotEveryPlaceWroteARow) {
  EXPECT_EQ(
      for_arrays("UPDATE gates SET open = 1 WHERE id = $1", number, {.writes_one_each = true}),
      "WITH written AS (UPDATE gates SET open = 1 FROM unnest($1::int8[]) AS each (p1) "
      "WHERE id = each.p1 RETURNING 1) "
      "SELECT 1 / CAST(count(*) = cardinality($1::int8[]) AS INTEGER) FROM written");
}

TEST(StatementSet, CountsMarkedNumbersFromTheOneThatIsKept) {
  EXPECT_EQ(later_number_of("UPDATE counts SET value = value + $1 RETURNING value"),
            "WITH taken (number) AS (UPDATE counts SET value = value + $1 RETURNING value) "
            "SELECT number, set_config('admitone.later', CAST(number AS TEXT), true) FROM taken");
  EXPECT_EQ(
      for_arrays("INSERT INTO gates (id, size) VALUES ($2, $1)", two_numbers, {.later = 0b10}),
      "INSERT INTO gates (id, size) SELECT (CASE WHEN each.p2 < -2305843009213693952 "
      "THEN each.p2 - (-4611686018427387904) + "
      "(SELECT CAST(current_setting('admitone.later') AS BIGINT)) ELSE each.p2 END), each.p1 "
      "FROM unnest($1::int8[], $2::int8[]) AS each (p1, p2)");
}

TEST(StatementSet, RefusesWhatItCannotTurnIntoOne) {
  EXPECT_THROW(for_arrays("SELECT name FROM gates WHERE id = $1", number, {.later = 1}),
               std::logic_error);
  EXPECT_THROW(for_arrays("INSERT INTO gates (price) VALUES ($)", number), std::logic_error);
  EXPECT_THROW(for_arrays("DELETE FROM gates WHERE id = $1", number), std::logic_error);
  EXPECT_THROW(for_arrays("SELECT 1", {}), std::logic_error);
  EXPECT_THROW(for_arrays("UPDATE gates SET id = $1", number), std::logic_error);
  EXPECT_THROW(for_arrays("INSERT INTO gates SELECT $1", number), std::logic_error);
  EXPECT_THROW(for_arrays("INSERT INTO gates (id) VALUES ($1", number), std::logic_error);
  EXPECT_THROW(
      for_arrays("INSERT INTO gates (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET n = $1",
                 number),
      std::logic_error);
}

}  // namespace
}  // namespace admitone::db
