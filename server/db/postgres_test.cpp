#include "db/postgres.hpp"

#include <atomic>
#include <barrier>
#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/databases.hpp"

namespace admitone::db {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Postgres : public testing::Test {
 protected:
  void SetUp() override {
    if (!tests::engine_is_available(Engine::postgres)) {
      GTEST_SKIP() << "ADMITONE_TEST_POSTGRES is not set: not tested on PostgreSQL";
    }
    scratch_ = tests::empty_database(Engine::postgres);
    database_ = open({.url = scratch_->url(), .connections = 2});
    name_ = database_->read([](Transaction& transaction) {
      return *transaction.find<std::string>("SELECT current_database()");
    });
    operator_ = open({.url = server_url(), .connections = 1});
    database_->write([](Transaction& transaction) {
      transaction.run("CREATE TABLE gates (id BIGINT PRIMARY KEY, count BIGINT NOT NULL)");
      transaction.run("INSERT INTO gates VALUES (1, 0), (2, 0)");
    });
  }
  void TearDown() override {
    database_.reset();
    operator_.reset();
    scratch_.reset();
  }

  /// The address of the same server's own database.
  std::string server_url() const {
    std::string url = scratch_->url();
    return url.replace(url.find(name_), name_.size(), "postgres");
  }

  /// Ends every connection to the test's database, as a server that goes down does.
  void end_connections() {
    operator_->read([this](Transaction& transaction) {
      transaction.run(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1",
          {name_});
    });
  }

  /// Lets nobody in, as a server that is away does.
  void allow_connections(bool allow) {
    const std::string sql =
        "ALTER DATABASE \"" + name_ + "\" ALLOW_CONNECTIONS " + (allow ? "true" : "false");
    operator_->write([&](Transaction& transaction) { transaction.run(sql); });
  }

  /// Makes the first COMMIT of an insert into `doomed` end its own connection.
  void make_commits_fail_once() {
    database_->write([](Transaction& transaction) {
      transaction.run("CREATE TABLE doomed (id BIGINT)");
      transaction.run("CREATE SEQUENCE commits");
      transaction.run(
          "CREATE FUNCTION end_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
          "IF nextval('commits') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; "
          "RETURN NULL; END $$");
      transaction.run(
          "CREATE CONSTRAINT TRIGGER end_first AFTER INSERT ON doomed DEFERRABLE INITIALLY "
          "DEFERRED "
          "FOR EACH ROW EXECUTE FUNCTION end_first()");
    });
  }

  std::int64_t count(std::int64_t id) {
    return database_->read([&](Transaction& transaction) {
      return *transaction.find<std::int64_t>("SELECT count FROM gates WHERE id = $1", {id});
    });
  }

  static void increment(Transaction& transaction, std::int64_t id) {
    transaction.run("UPDATE gates SET count = count + 1 WHERE id = $1", {id});
  }

  std::unique_ptr<tests::ScratchDatabase> scratch_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Database> operator_;
  std::string name_;
};

TEST_F(Postgres, RunsAgainAfterADeadlock) {
  std::atomic<int> runs = 0;
  std::barrier both_hold_one(2);
  const auto lock_both = [&](std::int64_t first, std::int64_t second) {
    bool met = false;
    database_->write([&, first, second](Transaction& transaction) {
      ++runs;
      transaction.run("SET LOCAL deadlock_timeout = '10ms'");
      increment(transaction, first);
      if (!std::exchange(met, true)) both_hold_one.arrive_and_wait();
      increment(transaction, second);
    });
  };
  std::thread other([&] { lock_both(2, 1); });
  lock_both(1, 2);
  other.join();
  EXPECT_EQ(count(1), 2);
  EXPECT_EQ(count(2), 2);
  EXPECT_GE(runs, 3);
}

TEST_F(Postgres, RunsAgainEvenWhenTheWorkMakesAnotherExceptionOfIt) {
  int runs = 0;
  database_->write([&](Transaction& transaction) {
    try {
      if (++runs == 1) end_connections();
      increment(transaction, 1);
    } catch (const Unavailable&) {
      throw std::range_error("not for the caller");
    }
  });
  EXPECT_EQ(count(1), 1);
}

TEST_F(Postgres, GivesUpAfterThreeTries) {
  int runs = 0;
  const auto collide = [&](Transaction& transaction) {
    ++runs;
    transaction.run("DO $$ BEGIN RAISE EXCEPTION 'collision' USING ERRCODE = '40001'; END $$");
  };
  EXPECT_THROW(database_->write(collide), Unavailable);
  EXPECT_EQ(runs, 3);
}

TEST_F(Postgres, ComesBackAfterItsConnectionsWereEnded) {
  for (int round = 0; round < 3; ++round) {
    end_connections();
    database_->write([](Transaction& transaction) { increment(transaction, 1); });
  }
  EXPECT_EQ(count(1), 3);
}

TEST_F(Postgres, RunsAgainWhenItsConnectionEndsInTheMiddle) {
  int runs = 0;
  database_->write([&](Transaction& transaction) {
    increment(transaction, 1);
    if (++runs == 1) end_connections();
    increment(transaction, 2);
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(1), 1);
  EXPECT_EQ(count(2), 1);
}

TEST_F(Postgres, ALossDuringCommitIsToldApart) {
  make_commits_fail_once();
  int runs = 0;
  try {
    database_->write([&](Transaction& transaction) {
      ++runs;
      transaction.run("INSERT INTO doomed VALUES (1)");
    });
    FAIL();
  } catch (const Unavailable& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("may or may not have happened"));
  }
  EXPECT_EQ(runs, 1);
}

TEST_F(Postgres, ALossDuringCommitRunsAgainWhereThatIsAllowed) {
  make_commits_fail_once();
  std::atomic<int> runs = 0;
  std::promise<std::exception_ptr> done;
  database_->submit(
      Access::write,
      [&](Transaction& transaction) {
        ++runs;
        transaction.run("INSERT INTO doomed VALUES (1)");
      },
      [&](std::exception_ptr failure) { done.set_value(std::move(failure)); },
      IfCommitUnknown::run_again);
  EXPECT_FALSE(done.get_future().get());
  EXPECT_EQ(runs, 2);
}

TEST_F(Postgres, FailsQuicklyWhileTheServerIsAwayAndWorksAgainAfterwards) {
  allow_connections(false);
  end_connections();
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) EXPECT_THROW(count(1), Unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  allow_connections(true);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_EQ(count(1), 0);
}

TEST_F(Postgres, ACancelledStatementIsUnavailableAndKeepsNoLock) {
  EXPECT_THROW(database_->write([](Transaction& transaction) {
    increment(transaction, 1);
    transaction.run("SET LOCAL statement_timeout = '10ms'");
    transaction.run("SELECT pg_sleep(10)");
  }),
               Unavailable);
  operator_.reset();
  const auto other = open({.url = scratch_->url(), .connections = 1});
  other->write([](Transaction& transaction) {
    transaction.run("SET LOCAL lock_timeout = '1s'");
    increment(transaction, 1);
  });
  EXPECT_EQ(count(1), 1);
}

TEST_F(Postgres, PreparesAnewAfterAPoolerLostItsStatements) {
  const auto work = [](Transaction& transaction) { increment(transaction, 1); };
  const auto node = open({.url = scratch_->url(), .connections = 1});
  node->write(work);
  for (int round = 0; round < 3; ++round) {
    node->write([](Transaction& transaction) { transaction.run("DEALLOCATE ALL"); });
    node->write(work);
    node->write([](Transaction& transaction) {
      const std::vector<Arguments> each(300, Arguments{1});
      transaction.run_each("UPDATE gates SET count = count + 0 WHERE id = $1", each);
    });
  }
  EXPECT_EQ(count(1), 4);
}

TEST_F(Postgres, RefusesAnArgumentThatDoesNotFitItsColumn) {
  const auto change = [&](const Argument& argument) {
    database_->write([&](Transaction& transaction) {
      const std::vector<Arguments> each{{1, argument}};
      transaction.change_each("UPDATE gates SET count = $2 WHERE id = $1", each);
    });
  };
  change(5);
  EXPECT_EQ(count(1), 5);
  EXPECT_THROW(change("five"), std::logic_error);
  EXPECT_THROW(change(base::BytesView()), std::logic_error);
  EXPECT_EQ(count(1), 5);
}

TEST_F(Postgres, RefusesANumberThatIsNotKnownYetWhereItCannotBeToldLater) {
  constexpr std::string_view count_on =
      "UPDATE gates SET count = count + $1 WHERE id = 1 RETURNING count";
  const Arguments one{1};
  EXPECT_THROW(database_->write([&](Transaction& transaction) {
    const Later number = transaction.run_later(count_on, one);
    EXPECT_THROW(number.value(), std::logic_error);
    transaction.run("UPDATE gates SET count = $1 WHERE id = 1", {number + 1});
  }),
               std::logic_error);
  EXPECT_THROW(database_->write([&](Transaction& transaction) {
    transaction.run_later(count_on, one);
    transaction.run_later(count_on, one);
  }),
               std::logic_error);
  EXPECT_EQ(count(1), 0);
}

TEST_F(Postgres, PreparesAnewAfterAMigrationElsewhere) {
  constexpr std::string_view sql = "SELECT * FROM gates WHERE id = $1";
  const auto columns = [&](Transaction& transaction) {
    return transaction.run(sql, {1}).column_count;
  };
  EXPECT_EQ(database_->write(columns), 2u);
  EXPECT_EQ(database_->write(columns), 2u);
  open({.url = scratch_->url()})->write([](Transaction& transaction) {
    transaction.run("ALTER TABLE gates ADD COLUMN name TEXT");
  });
  EXPECT_EQ(database_->write(columns), 3u);
  EXPECT_EQ(database_->write(columns), 3u);
}

TEST_F(Postgres, NamesItselfToTheServer) {
  const auto application = [](Transaction& transaction) {
    return *transaction.find<std::string>("SELECT current_setting('application_name')");
  };
  EXPECT_EQ(database_->read(application), "admitone");
}

TEST_F(Postgres, RefusesAServerThatIsNotThere) {
  try {
    open({.url = "postgresql://somebody:secret@127.0.0.1:1/nowhere"});
    FAIL();
  } catch (const StartError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("cannot be reached"), Not(HasSubstr("secret")),
                                    Not(HasSubstr("\n"))));
  }
  EXPECT_THROW(open({.url = "postgresql://host:port/nowhere"}), StartError);
}

}  // namespace
}  // namespace admitone::db
