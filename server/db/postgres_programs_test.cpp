#include "db/postgres_programs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/database.hpp"

namespace admitone::db {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string address =
    "postgresql://box:s%20cret@db.example:5433/it's?sslmode=require&keepalives_idle=5";

TEST(PostgresPrograms, ShowNoPasswordInAListOfProcesses) {
  const PostgresPrograms programs(address);
  EXPECT_EQ(programs.database_option(), "--dbname=keepalives_idle='5' ");
}

TEST(PostgresPrograms, TellWhereTheDatabaseIsInTheEnvironment) {
  const auto told = PostgresPrograms(address).run(
      {"sh", "-c", "echo $PGHOST $PGPORT $PGUSER \"$PGPASSWORD\" \"$PGDATABASE\" $PGSSLMODE"});
  EXPECT_EQ(told.output, "db.example 5433 box s cret it's require\n");
}

TEST(PostgresPrograms, RefuseAnAddressThatIsNone) {
  EXPECT_THROW(PostgresPrograms("postgresql://%zz"), StartError);
}

TEST(PostgresPrograms, SayWhenOneIsNotInstalled) {
  try {
    PostgresPrograms(address).run({"admitone-there-is-no-such-program"});
    FAIL() << "it ran";
  } catch (const StartError& error) {
    EXPECT_THAT(error.what(), HasSubstr("postgresql-client"));
    EXPECT_THAT(error.what(), Not(HasSubstr("s cret")));
  }
}

}  // namespace
}  // namespace admitone::db
