#include "db/statement_set.hpp"

#include <array>
#include <stdexcept>

#include <gtest/gtest.h>

namespace admitone::db {
namespace {

constexpr std::array<std::string_view, 1> number{"int8"};
constexpr std::array<std::string_view, 2> number_and_text{"int8", "text"};

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

TEST(StatementSet, RefusesWhatItCannotTurnIntoOne) {
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
