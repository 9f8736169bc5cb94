#include "db/sqlite.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/random.hpp"

namespace admitone::db {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Sqlite : public testing::Test {
 protected:
  Sqlite() { fs::create_directory(folder_); }
  ~Sqlite() override { fs::remove_all(folder_); }

  std::unique_ptr<Database> open_file(const fs::path& path, bool create = true,
                                      bool checkpoints = true) const {
    return open({.url = "sqlite:" + path.string(),
                 .connections = 2,
                 .checkpoints = checkpoints,
                 .create = create});
  }

  std::string complaint(const fs::path& path, bool create = true) const {
    try {
      open_file(path, create);
    } catch (const StartError& error) {
      return error.what();
    }
    return "";
  }

  const fs::path folder_ = fs::temp_directory_path() / ("admitone-test-" + base::random_uuid());
  const fs::path file_ = folder_ / "admitone.db";
};

TEST_F(Sqlite, MakesItsFolderAndAFileForItsOwnerAlone) {
  const fs::path deep = folder_ / "a" / "b" / "admitone.db";
  const auto database = open_file(deep);
  database->write(
      [](Transaction& transaction) { transaction.run("CREATE TABLE t (x INTEGER) STRICT"); });
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat status {};
    ASSERT_EQ(::stat((deep.string() + suffix).c_str(), &status), 0) << suffix;
    EXPECT_EQ(status.st_mode & 0777u, 0600u) << suffix;
  }
}

TEST_F(Sqlite, IsAsDurableAndStrictAsPromised) {
  const auto database = open_file(file_);
  const auto check = [](Transaction& transaction) {
    EXPECT_EQ(transaction.find<std::string>("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(transaction.find<std::int64_t>("PRAGMA synchronous"), 2) << "FULL";
    EXPECT_EQ(transaction.find<std::int64_t>("PRAGMA foreign_keys"), 1);
  };
  database->read(check);
  database->write(check);
}

TEST_F(Sqlite, TheCommandLineLeavesTheLogToTheServer) {
  open_file(file_, true, false)->write([](Transaction& transaction) {
    transaction.run("CREATE TABLE t (x INTEGER) STRICT");
  });
  EXPECT_GT(fs::file_size(file_.string() + "-wal"), 0u);
  open_file(file_)->write(
      [](Transaction& transaction) { transaction.run("INSERT INTO t VALUES (1)"); });
  EXPECT_FALSE(fs::exists(file_.string() + "-wal"))
      << "the server clears the log away when it ends";
}

TEST_F(Sqlite, RefusesADeferredForeignKeyAtTheCommit) {
  const auto database = open_file(file_);
  database->write([](Transaction& transaction) {
    transaction.run("CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT");
    transaction.run(
        "CREATE TABLE b (a INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED) STRICT");
  });
  const auto orphan = [](Transaction& transaction) { transaction.run("INSERT INTO b VALUES (7)"); };
  EXPECT_THROW(database->write(orphan), ConstraintViolation);
  database->write([](Transaction& transaction) {
    EXPECT_TRUE(transaction.run("SELECT a FROM b").empty()) << "and nothing stays open behind it";
  });
}

TEST_F(Sqlite, AFullDiskIsUnavailableAndUndoesTheTransaction) {
  const auto database = open_file(file_);
  database->write([](Transaction& transaction) {
    transaction.run("CREATE TABLE t (x TEXT) STRICT");
    transaction.run(
        "PRAGMA max_page_count = 10");  // What a full disk answers, without filling one.
  });
  const std::string large(20'000, 'x');
  const auto fill = [&](Transaction& transaction) {
    for (int i = 0; i < 10; ++i) transaction.run("INSERT INTO t VALUES ($1)", {large});
  };
  EXPECT_THROW(database->write(fill), Unavailable);
  database->write([](Transaction& transaction) {
    EXPECT_TRUE(transaction.run("SELECT x FROM t").empty());
    transaction.run("INSERT INTO t VALUES ($1)", {"small"});
  });
}

TEST_F(Sqlite, RefusesAFileThatIsNotADatabase) {
  std::ofstream(file_)
      << "Dear diary, this is not a database, however long it may become with time.";
  EXPECT_THAT(complaint(file_),
              AllOf(HasSubstr(file_.string()), HasSubstr("not a database"), Not(HasSubstr("\n"))));
}

TEST_F(Sqlite, RefusesAFolderThatCannotBeMade) {
  std::ofstream(folder_ / "plain") << "a file";
  EXPECT_THAT(complaint(folder_ / "plain" / "sub" / "admitone.db"),
              AllOf(HasSubstr("folder"), HasSubstr("--database")));
}

TEST_F(Sqlite, RefusesAFolderInPlaceOfAFile) {
  EXPECT_THAT(complaint(folder_), HasSubstr("cannot be opened"));
}

TEST_F(Sqlite, RefusesAMissingFileUnlessItMayMakeIt) {
  EXPECT_THAT(complaint(file_, false), HasSubstr("There is no database at " + file_.string()));
  EXPECT_FALSE(fs::exists(file_));
  EXPECT_THROW(open({.url = "sqlite:"}), StartError);
}

}  // namespace
}  // namespace admitone::db
