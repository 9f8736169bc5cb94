#include "db/database.hpp"

#include <atomic>
#include <future>
#include <latch>
#include <limits>
#include <thread>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/gates_fixture.hpp"

namespace admitone::db {
namespace {

using testing::ElementsAre;

enum class Mood { calm, loud };
BOOST_DESCRIBE_ENUM(Mood, calm, loud)

class Databases : public OnGates {};
INSTANTIATE_ON_EACH_DATABASE(Databases);

TEST_P(Databases, EveryKindOfNumberComesBackAsItWas) {
  constexpr std::string_view sql = "SELECT CAST($1 AS BIGINT)";
  for (const std::int64_t number :
       {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min(),
        std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_EQ(there_and_back<std::int64_t>(sql, number), number);
  }
  EXPECT_EQ(there_and_back<base::TicketId>(sql, base::TicketId{7}), base::TicketId{7});
  const base::Timestamp time(std::chrono::microseconds(1'795'462'200'123'456));
  EXPECT_EQ(there_and_back<base::Timestamp>(sql, time), time);
  EXPECT_EQ(there_and_back<bool>(sql, true), true);
  EXPECT_EQ(there_and_back<std::optional<std::int64_t>>(sql, nullptr), std::nullopt);
  EXPECT_EQ(there_and_back<std::optional<std::int64_t>>(sql, std::optional<int>(5)), 5);
}

TEST_P(Databases, EveryKindOfTextComesBackAsItWas) {
  constexpr std::string_view sql = "SELECT CAST($1 AS TEXT)";
  for (const std::string text : {"", "Zoë 李 🎫", "a 'quoted' \"one\"\n\\x", " $1 "}) {
    EXPECT_EQ(there_and_back<std::string>(sql, text), text);
  }
  const std::string_view part = std::string_view("Gate A and more").substr(0, 6);
  EXPECT_EQ(there_and_back<std::string>(sql, part), "Gate A");
  EXPECT_EQ(there_and_back<Mood>(sql, Mood::loud), Mood::loud);
  EXPECT_EQ(there_and_back<std::optional<std::string>>(sql, std::nullopt), std::nullopt);
  EXPECT_EQ(there_and_back<std::string>(sql, std::string_view()), "") << "no text is not NULL";
}

TEST_P(Databases, OctetsComeBackAsTheyWere) {
  base::Bytes all(256);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
  database().write([&](Transaction& transaction) {
    transaction.run(insert_gate, {1, "all", nullptr, all});
    transaction.run(insert_gate, {2, "none", nullptr, base::Bytes()});
    transaction.run(insert_gate, {3, "null", nullptr, std::optional<base::Bytes>()});
  });
  const auto seals = database().read([](Transaction& transaction) {
    return transaction.list<std::optional<base::Bytes>>("SELECT seal FROM gates ORDER BY id");
  });
  EXPECT_THAT(seals, ElementsAre(all, base::Bytes(), std::nullopt));
}

TEST_P(Databases, TruthIsOneOrNought) {
  EXPECT_EQ(there_and_back<std::int64_t>("SELECT CAST($1 AS BIGINT) = 5", 5), 1);
  EXPECT_EQ(there_and_back<bool>("SELECT CAST($1 AS BIGINT) = 5", 6), false);
}

TEST_P(Databases, AParameterMayAppearSeveralTimesAndInAnyOrder) {
  add(1, "north");
  add(2, "south");
  const auto names = database().read([](Transaction& transaction) {
    return transaction.list<std::string>(
        "SELECT name FROM gates WHERE (name = $2 AND id > $1) OR (id = $1 AND name <> $2) ORDER BY "
        "id",
        {1, "south"});
  });
  EXPECT_THAT(names, ElementsAre("north", "south"));
}

TEST_P(Databases, ReadsARowIntoADescribedStruct) {
  database().write([](Transaction& transaction) {
    transaction.run(insert_gate, {1, "north", "closed", base::Bytes{1, 2}});
    const auto gate = transaction.find<Gate>(list_gates);
    ASSERT_TRUE(gate);
    EXPECT_EQ(gate->name, "north");
    EXPECT_EQ(gate->note, "closed");
    EXPECT_EQ(gate->seal, (base::Bytes{1, 2}));
    EXPECT_FALSE(
        transaction.find<Gate>("SELECT id, name, note, seal FROM gates WHERE id = $1", {9}));
  });
}

TEST_P(Databases, RefusesARowOfAnotherShape) {
  add(1, "north");
  const auto read = [](std::string_view sql, auto type) {
    return [sql, type](Transaction& transaction) {
      transaction.list<std::remove_const_t<decltype(type)>>(sql);
    };
  };
  EXPECT_THROW(database().read(read("SELECT name FROM gates", std::int64_t())), std::logic_error);
  EXPECT_THROW(database().read(read("SELECT note FROM gates", std::string())), std::logic_error);
  EXPECT_THROW(database().read(read("SELECT id, name, note, seal, id FROM gates", Gate())),
               std::logic_error);
  EXPECT_THROW(database().read(read("SELECT 1.5 FROM gates", std::int64_t())), std::logic_error)
      << "a fraction has no cell";
}

TEST_P(Databases, RefusesATextWithNul) {
  EXPECT_THROW(there_and_back<std::string>("SELECT CAST($1 AS TEXT)", std::string_view("a\0b", 3)),
               std::logic_error);
}

TEST_P(Databases, RefusesAWrongStatementAndGoesOn) {
  const auto run = [&](std::string_view sql) {
    return [sql](Transaction& transaction) { transaction.run(sql, {1}); };
  };
  EXPECT_THROW(database().write(run("SELEKT $1")), std::logic_error);
  EXPECT_THROW(database().write(run("SELECT id FROM nowhere WHERE id = $1")), std::logic_error);
  EXPECT_THROW(database().write(run("SELECT id FROM gates")), std::logic_error)
      << "one argument too many";
  EXPECT_THROW(database().write(run("SELECT id FROM gates WHERE id = $1 AND name = $2")),
               std::logic_error);
  EXPECT_THROW(database().write(run("DELETE FROM gates WHERE id = $1; DELETE FROM gates")),
               std::logic_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(Databases, RollsBackWhatThrows) {
  EXPECT_THROW(database().write([](Transaction& transaction) {
    transaction.run(insert_gate, {1, "north", nullptr, nullptr});
    throw std::range_error("no");
  }),
               std::range_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(Databases, ABrokenConstraintIsItsOwnException) {
  add(1, "north");
  EXPECT_THROW(add(1, "other"), ConstraintViolation) << "primary key";
  EXPECT_THROW(add(2, "north"), ConstraintViolation) << "unique";
  EXPECT_THROW(add(2, ""), ConstraintViolation) << "check";
  EXPECT_THROW(database().write([](Transaction& transaction) {
    transaction.run(insert_gate, {2, nullptr, nullptr, nullptr});
  }),
               ConstraintViolation)
      << "not null";
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, AnExceptionThatWorkMakesOfAFailureReachesItsCaller) {
  add(1, "north");
  EXPECT_THROW(database().write([](Transaction& transaction) {
    try {
      transaction.run(insert_gate, {1, "north", nullptr, nullptr});
    } catch (const ConstraintViolation&) {
      throw std::range_error("taken");
    }
  }),
               std::range_error);
}

TEST_P(Databases, RefusesToCommitOverAFailureThatWorkSwallowed) {
  add(1, "north");
  EXPECT_THROW(database().write([](Transaction& transaction) {
    transaction.run(insert_gate, {2, "south", nullptr, nullptr});
    try {
      transaction.run(insert_gate, {1, "north", nullptr, nullptr});
    } catch (const ConstraintViolation&) {
      EXPECT_THROW(transaction.run(insert_gate, {3, "west", nullptr, nullptr}), std::logic_error);
    }
  }),
               ConstraintViolation);
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, RefusesToWriteInAReadingTransaction) {
  EXPECT_THROW(database().read([](Transaction& transaction) {
    transaction.run(insert_gate, {1, "north", nullptr, nullptr});
  }),
               std::logic_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(Databases, InsertThatMeetsAnotherReturnsNoRow) {
  constexpr std::string_view sql =
      "INSERT INTO gates (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id";
  database().write([&](Transaction& transaction) {
    EXPECT_EQ(transaction.find<std::int64_t>(sql, {1, "north"}), 1);
    EXPECT_EQ(transaction.find<std::int64_t>(sql, {1, "other"}), std::nullopt);
    EXPECT_EQ(transaction.find<std::int64_t>(sql, {2, "north"}), std::nullopt);
  });
}

TEST_P(Databases, LocksRowsWhereThatMeansSomething) {
  add(1, "north");
  database().write([](Transaction& transaction) {
    EXPECT_EQ(transaction.find<std::string>(
                  "SELECT g.name FROM gates g WHERE g.id = $1 ORDER BY g.id FOR UPDATE OF g", {1}),
              "north");
  });
}

TEST_P(Databases, ReadersGoOnBesideAWriter) {
  add(1, "north");
  std::promise<void> read;
  std::thread writer([&] {
    database().write([&](Transaction& transaction) {
      transaction.run(insert_gate, {2, "south", nullptr, nullptr});
      read.get_future().wait();
    });
  });
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) readers.emplace_back([&] { EXPECT_EQ(count(), 1); });
  for (std::thread& reader : readers) reader.join();
  read.set_value();
  writer.join();
  EXPECT_EQ(count(), 2);
}

TEST_P(Databases, NoWriteIsLostAmongMany) {
  add(1, "0");
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&] {
      for (int j = 0; j < 20; ++j) {
        database().write([](Transaction& transaction) {
          transaction.run(
              "UPDATE gates SET name = CAST(CAST(name AS BIGINT) + 1 AS TEXT) WHERE id = $1", {1});
        });
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(there_and_back<std::string>("SELECT name FROM gates WHERE id = $1", 1), "160");
}

TEST_P(Databases, CountsTheJobsThatWaitAndFinishesThemBeforeItCloses) {
  constexpr int jobs = 20;
  std::atomic<int> finished = 0;
  {
    // Before the node, whose jobs need them until it is closed.
    std::promise<void> go;
    std::latch begun(1);
    const auto node = open_again(1);
    node->submit(
        Access::write,
        [&](Transaction&) {
          begun.count_down();
          go.get_future().wait();
        },
        [&](const std::exception_ptr& failure) { finished += failure ? 0 : 1; });
    begun.wait();
    for (int i = 0; i < jobs; ++i) {
      node->submit(
          Access::write,
          [i](Transaction& transaction) {
            transaction.run("INSERT INTO gates (id, name) VALUES ($1, CAST($2 AS TEXT))",
                            {i, std::to_string(i)});
          },
          [&](const std::exception_ptr& failure) { finished += failure ? 0 : 1; });
    }
    EXPECT_EQ(node->usage().waiting, static_cast<std::size_t>(jobs));
    go.set_value();
  }
  EXPECT_EQ(finished, jobs + 1);
  EXPECT_EQ(count(), jobs);
}

TEST_P(Databases, TellsWhenItIsDoneAfterTheCommit) {
  std::promise<std::int64_t> seen;
  database().submit(
      Access::write,
      [](Transaction& transaction) {
        transaction.run(insert_gate, {1, "north", nullptr, nullptr});
      },
      [&](const std::exception_ptr& failure) {
        EXPECT_FALSE(failure);
        std::thread([&] { seen.set_value(count()); }).detach();
      });
  EXPECT_EQ(seen.get_future().get(), 1);
}

TEST(Open, RefusesAnAddressOfAnotherKind) {
  for (const char* url : {"", "mysql://secret@host/x", "data/admitone.db", "postgresql:/x"}) {
    try {
      open({.url = url});
      FAIL() << url;
    } catch (const StartError& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("must begin with sqlite: or postgresql://"));
      EXPECT_THAT(error.what(), testing::Not(testing::HasSubstr("secret")));
    }
  }
}

}  // namespace
}  // namespace admitone::db
