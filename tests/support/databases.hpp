#pragma once
// Real databases for tests: each test gets a fresh one, on SQLite and, where ADMITONE_TEST_POSTGRES
// names a PostgreSQL server on which databases may be made (postgresql://user@host/postgres), there
// as well. Without it those tests are skipped aloud.

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "db/database.hpp"

namespace admitone::tests {

/// A database of one test's own; gone at the end of its life.
class ScratchDatabase {
 public:
  virtual ~ScratchDatabase() = default;
  /// For db::Options::url.
  virtual std::string url() const = 0;
};

/// Whether a server of this kind is at hand: always for SQLite.
bool engine_is_available(db::Engine engine);

/// One without any table.
std::unique_ptr<ScratchDatabase> empty_database(db::Engine engine);
/// One with every migration applied; copied from a template that is migrated once a process.
std::unique_ptr<ScratchDatabase> migrated_database(db::Engine engine);

/// A fixture whose tests run on each engine, on a fresh migrated database:
///   class Scans : public tests::OnEachDatabase {};
///   INSTANTIATE_ON_EACH_DATABASE(Scans);
///   TEST_P(Scans, SecondScanNamesTheFirstGate) { database().write(…); }
class OnEachDatabase : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override;
  void TearDown() override;

  db::Database& database() { return *database_; }
  /// The address of the same database: for a second node.
  std::string url() const { return scratch_->url(); }
  /// Another node on the same database.
  std::unique_ptr<db::Database> open_again(std::size_t connections = 2) const;

 private:
  std::unique_ptr<ScratchDatabase> scratch_;
  std::unique_ptr<db::Database> database_;
};

/// "Sqlite" or "Postgres", the end of a test's name.
std::string engine_name(const testing::TestParamInfo<db::Engine>& info);

}  // namespace admitone::tests

// NOLINTNEXTLINE: GoogleTest offers no other way than a macro.
#define INSTANTIATE_ON_EACH_DATABASE(Suite)                                                   \
  INSTANTIATE_TEST_SUITE_P(                                                                   \
      , Suite, testing::Values(admitone::db::Engine::sqlite, admitone::db::Engine::postgres), \
      admitone::tests::engine_name)
