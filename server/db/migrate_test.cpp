#include "db/migrate.hpp"

#include <array>
#include <future>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/databases.hpp"

namespace admitone::db {
namespace {

using base::EmbeddedFile;
using testing::ElementsAre;

constexpr EmbeddedFile create_things{
    "migrations/001_create_things.sql",
    "-- Things; all of them;\n"
    "CREATE TABLE things (\n  id @identity,\n  size @int64 NOT NULL,\n"
    "  seal @bytes\n) @strict;\n\nINSERT INTO things (size) VALUES (5);\n"};
constexpr EmbeddedFile double_things{"migrations/002_double_things.sql",
                                     "UPDATE things SET size = size * 2;\n"};
constexpr EmbeddedFile break_things{
    "migrations/003_break_things.sql",
    "INSERT INTO things (size) VALUES (1);\nINSERT INTO nowhere VALUES (1);\n"};
constexpr std::array files{create_things, double_things, break_things};

class Migrations : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (!tests::engine_is_available(GetParam())) {
      GTEST_SKIP() << "ADMITONE_TEST_POSTGRES is not set: not tested on PostgreSQL";
    }
    scratch_ = tests::empty_database(GetParam());
    database_ = open_node();
  }
  void TearDown() override {
    database_.reset();
    scratch_.reset();
  }

  std::unique_ptr<Database> open_node() const {
    return open({.url = scratch_->url(), .connections = 1});
  }

  std::vector<std::int64_t> numbers(std::string_view sql) {
    return database_->read(
        [&](Transaction& transaction) { return transaction.list<std::int64_t>(sql); });
  }

  std::unique_ptr<tests::ScratchDatabase> scratch_;
  std::unique_ptr<Database> database_;
};
INSTANTIATE_ON_EACH_DATABASE(Migrations);

TEST_P(Migrations, OfThisBinaryAllApplyAndOnlyOnce) {
  EXPECT_EQ(migrate(*database_), newest_migration());
  EXPECT_GT(newest_migration(), 0);
  EXPECT_EQ(migrate(*database_), 0);
}

TEST_P(Migrations, ApplyWhatIsMissingInOrder) {
  EXPECT_EQ(migrate_with(*database_, std::span(files).first(1)), 1);
  EXPECT_EQ(migrate_with(*database_, std::span(files).first(2)), 1);
  EXPECT_THAT(numbers("SELECT size FROM things"), ElementsAre(10));
  EXPECT_THAT(numbers("SELECT version FROM schema_migrations ORDER BY version"), ElementsAre(1, 2));
  EXPECT_THAT(numbers("SELECT id FROM things"), ElementsAre(1));
}

TEST_P(Migrations, RememberWhenTheyWereApplied) {
  const auto before = base::SystemClock().now();
  migrate_with(*database_, std::span(files).first(1));
  const base::Timestamp applied(
      std::chrono::microseconds(numbers("SELECT applied_at FROM schema_migrations").at(0)));
  EXPECT_GT(applied, before - std::chrono::minutes(1));
  EXPECT_LT(applied, before + std::chrono::minutes(1));
}

TEST_P(Migrations, LeaveNothingOfOneThatFails) {
  EXPECT_THROW(migrate_with(*database_, files), std::logic_error);
  EXPECT_THAT(numbers("SELECT size FROM things"), ElementsAre(10));
  EXPECT_THAT(numbers("SELECT version FROM schema_migrations ORDER BY version"), ElementsAre(1, 2));
}

TEST_P(Migrations, OfTwoNodesAtOnceApplyOnce) {
  const auto other = open_node();
  auto first = std::async(std::launch::async, [&] { return migrate(*database_); });
  auto second = std::async(std::launch::async, [&] { return migrate(*other); });
  EXPECT_EQ(first.get() + second.get(), newest_migration());
}

TEST_P(Migrations, RefusesADatabaseThatIsNewer) {
  migrate_with(*database_, std::span(files).first(2));
  try {
    migrate_with(*database_, std::span(files).first(1));
    FAIL();
  } catch (const StartError& error) {
    EXPECT_STREQ(error.what(),
                 "The database has migration 2, this binary knows up to 1: run a newer admitone.");
  }
}

TEST_P(Migrations, RefusesFilesWithAGap) {
  const std::array gap{create_things, break_things};
  EXPECT_THROW(migrate_with(*database_, gap), std::logic_error);
}

}  // namespace
}  // namespace admitone::db
