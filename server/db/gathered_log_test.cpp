#include "db/gathered_log.hpp"

#include <csignal>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "base/random.hpp"
#include "db/database.hpp"

namespace admitone::db {
namespace {

namespace fs = std::filesystem;

/// Until its end this process can write no file beyond `octets`: what a full disk is to a file.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t octets) : signal_before_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{octets, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_before_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  void (*signal_before_)(int);
  rlimit before_{};
};

class GatheredLog : public testing::Test {
 protected:
  GatheredLog() {
    database_->write(
        [](Transaction& transaction) { transaction.run("CREATE TABLE t (x TEXT) STRICT"); });
  }
  ~GatheredLog() override {
    database_.reset();
    fs::remove_all(folder_);
  }

  static void insert(Transaction& transaction, int count) {
    const std::string text(10'000, 'x');
    for (int i = 0; i < count; ++i) transaction.run("INSERT INTO t VALUES ($1)", {text});
  }
  static std::int64_t count(Transaction& transaction) {
    return *transaction.find<std::int64_t>("SELECT COUNT(*) FROM t WHERE length(x) = 10000");
  }
  std::uintmax_t log_size() const { return fs::file_size(file_.string() + "-wal"); }

  const fs::path folder_ = fs::temp_directory_path() / ("admitone-test-" + base::random_uuid());
  const fs::path file_ = folder_ / "admitone.db";
  std::unique_ptr<Database> database_ = open({.url = "sqlite:" + file_.string()});
};

TEST_F(GatheredLog, IsWrittenWhenATransactionIsCommitted) {
  const auto before = log_size();
  database_->write([&](Transaction& transaction) {
    insert(transaction, 3);
    EXPECT_EQ(log_size(), before);
  });
  EXPECT_GT(log_size(), before + 30'000);
  EXPECT_EQ(database_->read(count), 3);
}

TEST_F(GatheredLog, HoldsATransactionThatIsLargerThanTheCache) {
  database_->write([&](Transaction& transaction) {
    insert(transaction, 3000);
    EXPECT_EQ(count(transaction), 3000) << "what left the cache is read back from the log";
    EXPECT_GT(log_size(), 5'000'000u) << "and the memory for it is bounded";
    EXPECT_EQ(database_->read(count), 0) << "but nobody else sees it";
  });
  EXPECT_EQ(database_->read(count), 3000);
}

TEST_F(GatheredLog, ForgetsALargeTransactionThatFails) {
  EXPECT_THROW(database_->write([&](Transaction& transaction) {
    insert(transaction, 3000);
    throw std::runtime_error("changed my mind");
  }),
               std::runtime_error);
  database_->write([](Transaction& transaction) { insert(transaction, 5); });
  EXPECT_EQ(database_->read(count), 5);
  database_.reset();
  database_ = open({.url = "sqlite:" + file_.string()});
  EXPECT_EQ(database_->read(count), 5);
}

TEST_F(GatheredLog, ATransactionThatCannotBeWrittenIsUndone) {
  database_->write([](Transaction& transaction) { insert(transaction, 1); });
  {
    const FileSizeLimit full(log_size() + 20'000);
    EXPECT_THROW(database_->write([](Transaction& transaction) { insert(transaction, 10); }),
                 Unavailable);
    EXPECT_EQ(database_->read(count), 1);
  }
  database_->write([](Transaction& transaction) { insert(transaction, 2); });
  EXPECT_EQ(database_->read(count), 3);
  database_.reset();
  database_ = open({.url = "sqlite:" + file_.string()});
  EXPECT_EQ(database_->read(count), 3);
}

TEST_F(GatheredLog, ManyConnectionsReadWhatOneWrites) {
  const auto other = open({.url = "sqlite:" + file_.string(), .checkpoints = false});
  for (int round = 1; round <= 20; ++round) {
    (round % 2 == 0 ? *database_ : *other).write([](Transaction& transaction) {
      insert(transaction, 7);
    });
    EXPECT_EQ(database_->read(count), round * 7);
    EXPECT_EQ(other->read(count), round * 7);
  }
}

}  // namespace
}  // namespace admitone::db
