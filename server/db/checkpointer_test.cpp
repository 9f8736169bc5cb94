#include "db/checkpointer.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace admitone::db {
namespace {

namespace fs = std::filesystem;

class Checkpoints : public testing::Test {
 protected:
  Checkpoints() { writer_.run("CREATE TABLE t (x TEXT) STRICT"); }
  ~Checkpoints() override { fs::remove_all(folder_); }

  /// A new file of no size is a new database.
  fs::path made_file() const {
    fs::create_directory(folder_);
    std::ofstream file(folder_ / "admitone.db");
    return folder_ / "admitone.db";
  }

  void write() {
    checkpointer_.between_transactions(writer_);
    writer_.run("INSERT INTO t VALUES ($1)", std::vector<Argument>{std::string(5'000, 'x')});
    ++written_;
  }
  /// Writes until the log has started afresh; false when that takes too long.
  bool starts_afresh() {
    const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < give_up_at) {
      const std::size_t before = writer_.log_pages();
      write();
      if (writer_.log_pages() < before) return true;
    }
    return false;
  }
  static std::int64_t count(SqliteConnection& connection) {
    return std::get<std::int64_t>(connection.run("SELECT COUNT(*) FROM t").at(0, 0));
  }

  const fs::path folder_ = fs::temp_directory_path() / ("admitone-test-" + base::random_uuid());
  const std::string file_ = made_file().string();
  SqliteConnection writer_{file_, {.writes = true, .checkpoints = true}};
  Checkpointer checkpointer_{
      file_,
      {.log_pages = 100, .pages_between_tries = 50, .pages_left_to_writer = 20, .copies = 3}};
  std::int64_t written_ = 0;
};

TEST_F(Checkpoints, StartALongLogAfreshAgainAndAgain) {
  for (int round = 0; round < 3; ++round) ASSERT_TRUE(starts_afresh());
  SqliteConnection reader(file_, {});
  EXPECT_EQ(count(reader), written_);
}

TEST_F(Checkpoints, LeaveAShortLogAlone) {
  for (int i = 0; i < 10; ++i) write();
  EXPECT_GT(writer_.log_pages(), 50u);
  EXPECT_LT(fs::file_size(file_), 10'000u) << "only the log has the rows";
}

TEST_F(Checkpoints, WaitForSomebodyWhoReadsForLong) {
  write();
  SqliteConnection reader(file_, {});
  reader.run("BEGIN");
  EXPECT_EQ(count(reader), 1);
  for (int i = 0; i < 100; ++i) write();
  EXPECT_GT(writer_.log_pages(), 500u);
  EXPECT_EQ(count(reader), 1) << "what it began to read";
  reader.run("COMMIT");
  EXPECT_TRUE(starts_afresh());
  EXPECT_EQ(count(reader), written_);
}

}  // namespace
}  // namespace admitone::db
