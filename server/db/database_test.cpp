#include "db/database.hpp"

#include <atomic>
#include <future>
#include <latch>
#include <limits>
#include <thread>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/databases.hpp"

namespace admitone::db {
namespace {

using testing::ElementsAre;

enum class Mood { calm, loud };
BOOST_DESCRIBE_ENUM(Mood, calm, loud)

struct Gate {
  std::int64_t id = 0;
  std::string name;
  std::optional<std::string> note;
  std::optional<base::Bytes> seal;
};
BOOST_DESCRIBE_STRUCT(Gate, (), (id, name, note, seal))

constexpr std::string_view insert_gate =
    "INSERT INTO gates (id, name, note, seal) VALUES ($1, $2, $3, $4)";
constexpr std::string_view list_gates = "SELECT id, name, note, seal FROM gates ORDER BY id";

class Databases : public tests::OnEachDatabase {
 protected:
  void SetUp() override {
    OnEachDatabase::SetUp();
    if (IsSkipped()) return;
    const std::string_view bytes = GetParam() == Engine::sqlite ? "BLOB" : "BYTEA";
    const std::string create =
        "CREATE TABLE gates (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''), "
        "note TEXT, seal " +
        std::string(bytes) + ")";
    database().write([&](Transaction& transaction) { transaction.run(create); });
  }

  void add(std::int64_t id, std::string_view name) {
    database().write([&](Transaction& transaction) {
      transaction.run(insert_gate, {id, name, nullptr, nullptr});
    });
  }

  std::int64_t count() {
    return database().read([](Transaction& transaction) {
      return *transaction.find<std::int64_t>("SELECT count(*) FROM gates");
    });
  }

  /// One value through the server and back.
  template <class T>
  T there_and_back(std::string_view sql, const Argument& argument) {
    return database().read(
        [&](Transaction& transaction) { return *transaction.find<T>(sql, {argument}); });
  }
};
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

TEST_P(Databases, RunsTheSameStatementTwoThousandTimes) {
  std::vector<std::string> names;
  for (int i = 0; i < 2000; ++i) names.push_back("gate " + std::to_string(i));
  std::vector<Arguments> each;
  for (int i = 0; i < 2000; ++i) each.push_back({i, names[static_cast<std::size_t>(i)]});
  const auto results = database().write([&](Transaction& transaction) {
    return transaction.run_each(
        "INSERT INTO gates (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id, name",
        each);
  });
  ASSERT_EQ(results.size(), 2000u);
  for (std::size_t i = 0; i < results.size(); ++i) {
    ASSERT_EQ(results[i].size(), 1u);
    EXPECT_EQ(std::get<std::string>(results[i].cells[1]), names[i]);
  }
  EXPECT_EQ(count(), 2000);
}

TEST_P(Databases, RunsMuchMoreThanTheBuffersHold) {
  const std::string long_text(100'000, 'x');
  const std::vector<Arguments> each(600, Arguments{long_text});
  const auto results = database().read([&](Transaction& transaction) {
    return transaction.run_each("SELECT CAST($1 AS TEXT)", each);
  });
  ASSERT_EQ(results.size(), 600u);
  EXPECT_EQ(std::get<std::string>(results.back().cells.front()), long_text);
}

TEST_P(Databases, OneFailureAmongManyUndoesThemAll) {
  std::vector<Arguments> each;
  for (int i = 0; i < 700; ++i) each.push_back({i == 650 ? 1 : i, "gate", nullptr, nullptr});
  EXPECT_THROW(
      database().write([&](Transaction& transaction) { transaction.run_each(insert_gate, each); }),
      ConstraintViolation);
  EXPECT_EQ(count(), 0);
  database().write([&](Transaction& transaction) {
    EXPECT_TRUE(transaction.run_each(insert_gate, {}).empty());
  });
}

TEST_P(Databases, WritesAndFindsManyRowsAtOnce) {
  constexpr std::int64_t many = 2'500;  // more than one statement takes
  std::vector<std::string> names;
  for (std::int64_t id = 0; id < many; ++id) names.push_back("Tür, \"{" + std::to_string(id) + "}");
  const base::Bytes seal{0, 1, 0xFF};
  std::vector<Arguments> gates;
  std::vector<Arguments> ids;
  for (std::int64_t id = 0; id < many; ++id) {
    gates.push_back({id, names[static_cast<std::size_t>(id)], nullptr, nullptr});
    if (id % 2 == 0) gates.back().back() = seal;
    ids.push_back({many - id});  // backwards, and the first is nowhere
  }
  database().write([&](Transaction& transaction) {
    EXPECT_EQ(transaction.change_each(insert_gate, gates), many);
    auto found = transaction.find_each(
        "SELECT id, name, note, seal FROM gates WHERE id = $1 FOR UPDATE OF gates", ids);
    ASSERT_EQ(found.size(), static_cast<std::size_t>(many));
    EXPECT_TRUE(found[0].empty());
    for (std::int64_t place = 1; place < many; ++place) {
      Rows& rows = found[static_cast<std::size_t>(place)];
      ASSERT_EQ(rows.size(), 1U);
      const auto gate = read_row<Gate>(rows, 0);
      ASSERT_EQ(gate.id, many - place);
      ASSERT_EQ(gate.name, names[static_cast<std::size_t>(gate.id)]);
      ASSERT_EQ(gate.note, std::nullopt);
      ASSERT_EQ(gate.seal, gate.id % 2 == 0 ? std::optional(seal) : std::nullopt);
    }
  });
  EXPECT_EQ(count(), many);
}

TEST_P(Databases, FindsAsManyRowsForEachAsThereAre) {
  add(1, "north");
  add(2, "south");
  add(3, "east");
  database().read([](Transaction& transaction) {
    const std::vector<Arguments> each{{2}, {9}, {0}};
    auto found = transaction.find_each("SELECT name FROM gates WHERE id > $1 ORDER BY id", each);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_THAT(found[0].cells, ElementsAre(Cell("east")));
    EXPECT_TRUE(found[1].empty());
    EXPECT_THAT(found[2].cells, ElementsAre(Cell("north"), Cell("south"), Cell("east")));
    EXPECT_TRUE(transaction.find_each("SELECT name FROM gates WHERE id = $1", {}).empty());
  });
}

TEST_P(Databases, ChangesManyRowsAtOnce) {
  add(1, "north");
  add(2, "south");
  database().write([](Transaction& transaction) {
    const std::vector<Arguments> each{{1, "a"}, {2, nullptr}, {3, "c"}};
    EXPECT_EQ(transaction.change_each("UPDATE gates SET note = $2 WHERE id = $1", each), 2);
    EXPECT_EQ(transaction.change_each("UPDATE gates SET note = $2 WHERE id = $1", {}), 0);
  });
  EXPECT_EQ(there_and_back<std::optional<std::string>>("SELECT note FROM gates WHERE id = $1", 1),
            "a");
  EXPECT_EQ(there_and_back<std::optional<std::string>>("SELECT note FROM gates WHERE id = $1", 2),
            std::nullopt);
}

TEST_P(Databases, AddsToWhatManyRowsHave) {
  add(1, "north");
  database().write([](Transaction& transaction) {
    const std::vector<Arguments> each{{1, "north", "again"}, {2, "south", "new"}};
    EXPECT_EQ(transaction.change_each("INSERT INTO gates (id, name, note) VALUES ($1, $2, $3) "
                                      "ON CONFLICT (id) DO UPDATE SET note = excluded.note",
                                      each),
              2);
  });
  EXPECT_EQ(there_and_back<std::string>("SELECT note FROM gates WHERE id = $1", 1), "again");
  EXPECT_EQ(there_and_back<std::string>("SELECT note FROM gates WHERE id = $1", 2), "new");
}

TEST_P(Databases, OneRowThatMustNotBeUndoesAllOfThem) {
  const std::vector<Arguments> each{
      {1, "north", nullptr, nullptr}, {2, "", nullptr, nullptr}, {3, "east", nullptr, nullptr}};
  EXPECT_THROW(database().write(
                   [&](Transaction& transaction) { transaction.change_each(insert_gate, each); }),
               ConstraintViolation);
  EXPECT_EQ(count(), 0);
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
    const auto node = open_again(1);
    std::promise<void> go;
    std::latch begun(1);
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
