// One statement for many lists of arguments: in a row, or all at once.

#include <array>

#include <gmock/gmock.h>

#include "base/refusal.hpp"
#include "db/gates_fixture.hpp"

namespace admitone::db {
namespace {

using testing::ElementsAre;

class ManyRows : public OnGates {};
INSTANTIATE_ON_EACH_DATABASE(ManyRows);

TEST_P(ManyRows, RunsTheSameStatementTwoThousandTimes) {
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

TEST_P(ManyRows, RunsMuchMoreThanTheBuffersHold) {
  const std::string long_text(100'000, 'x');
  const std::vector<Arguments> each(600, Arguments{long_text});
  const auto results = database().read([&](Transaction& transaction) {
    return transaction.run_each("SELECT CAST($1 AS TEXT)", each);
  });
  ASSERT_EQ(results.size(), 600u);
  EXPECT_EQ(std::get<std::string>(results.back().cells.front()), long_text);
}

TEST_P(ManyRows, OneFailureAmongManyUndoesThemAll) {
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

TEST_P(ManyRows, WritesAndFindsManyRowsAtOnce) {
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

TEST_P(ManyRows, FindsAsManyRowsForEachAsThereAre) {
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

TEST_P(ManyRows, AnswersSeveralQuestionsTogether) {
  add(1, "north");
  add(2, "south");
  database().write([](Transaction& transaction) {
    const std::vector<Arguments> ids{{2}, {9}};
    const std::vector<Arguments> names(1'100, Arguments{"north"});
    const std::vector<Arguments> none;
    const std::array<Question, 4> questions{
        {{"SELECT name FROM gates WHERE id = $1 FOR UPDATE OF gates", ids},
         {"SELECT name FROM gates WHERE id = $1", none},
         {"SELECT id FROM gates WHERE name = $1", names},
         {"SELECT name FROM gates WHERE id = $1 FOR UPDATE OF gates", ids}}};
    auto answers = transaction.find_together(questions);
    ASSERT_EQ(answers.size(), 4U);
    for (const std::size_t place : {0U, 3U}) {
      ASSERT_EQ(answers[place].size(), 2U);
      EXPECT_THAT(answers[place][0].cells, ElementsAre(Cell("south")));
      EXPECT_TRUE(answers[place][1].empty());
    }
    EXPECT_TRUE(answers[1].empty());
    ASSERT_EQ(answers[2].size(), names.size());
    EXPECT_EQ(read_row<std::int64_t>(answers[2].back(), 0), 1);
    EXPECT_THAT(transaction.find_together({}), ElementsAre());
  });
}

TEST_P(ManyRows, ChangesManyRowsAtOnce) {
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

TEST_P(ManyRows, ChangesManyRowsWithAStatementThatHasChangedOne) {
  const std::vector<Arguments> each{{2, "south", nullptr, nullptr}};
  database().write([&](Transaction& transaction) {
    transaction.run(insert_gate, {1, "north", nullptr, nullptr});
    transaction.run("UPDATE gates SET note = 'old'");
    EXPECT_EQ(transaction.change_each(insert_gate, each), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(ManyRows, AddsToWhatManyRowsHave) {
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

TEST_P(ManyRows, OneRowThatMustNotBeUndoesAllOfThem) {
  const std::vector<Arguments> each{
      {1, "north", nullptr, nullptr}, {2, "", nullptr, nullptr}, {3, "east", nullptr, nullptr}};
  EXPECT_THROW(database().write(
                   [&](Transaction& transaction) { transaction.change_each(insert_gate, each); }),
               ConstraintViolation);
  EXPECT_EQ(count(), 0);
}

TEST_P(ManyRows, AChangeSoonIsThereForTheNextStatement) {
  const std::vector<Arguments> one{{1, "north", nullptr, nullptr}};
  const std::vector<Arguments> two{{2, "south", nullptr, nullptr}, {3, "east", nullptr, nullptr}};
  database().write([&](Transaction& transaction) {
    transaction.change_soon(insert_gate, one);
    transaction.change_soon(insert_gate, two);
    EXPECT_EQ(transaction.find<std::int64_t>("SELECT count(*) FROM gates"), 3);
    transaction.change_soon(insert_gate, {});
  });
  EXPECT_EQ(count(), 3);
}

TEST_P(ManyRows, AChangeSoonIsCommitted) {
  const std::vector<Arguments> each{{1, "north", nullptr, nullptr}};
  database().write([&](Transaction& transaction) { transaction.change_soon(insert_gate, each); });
  EXPECT_EQ(count(), 1);
}

TEST_P(ManyRows, RefusesACommitWhoseChangesSoonFailed) {
  add(1, "north");
  const std::vector<Arguments> good{{2, "south", nullptr, nullptr}};
  const std::vector<Arguments> bad{{3, "north", nullptr, nullptr}};
  EXPECT_THROW(database().write([&](Transaction& transaction) {
    transaction.change_soon(insert_gate, good);
    transaction.change_soon(insert_gate, bad);
  }),
               ConstraintViolation);
  EXPECT_EQ(count(), 1);
}

TEST_P(ManyRows, RefusesAStatementBehindAChangeSoonThatFailed) {
  const std::vector<Arguments> bad{{1, "", nullptr, nullptr}};
  EXPECT_THROW(database().write([&](Transaction& transaction) {
    transaction.change_soon(insert_gate, bad);
    transaction.run(insert_gate, {2, "south", nullptr, nullptr});
  }),
               ConstraintViolation);
  EXPECT_EQ(count(), 0);
}

TEST_P(ManyRows, ARefusalTakesChangesSoonBack) {
  const std::vector<Arguments> good{{1, "north", nullptr, nullptr}};
  const std::vector<Arguments> bad{{2, "", nullptr, nullptr}};
  for (const auto& each : {good, bad}) {
    EXPECT_THROW(database().write([&](Transaction& transaction) {
      transaction.change_soon(insert_gate, each);
      throw base::not_found("There is no such gate.");
    }),
                 std::exception);
  }
  EXPECT_EQ(count(), 0);
}

TEST_P(ManyRows, AChangeSoonThatMustWriteARowEachIsCounted) {
  constexpr std::string_view rename = "UPDATE gates SET name = $2 WHERE id = $1";
  add(1, "north");
  const std::vector<Arguments> known{{1, "south"}};
  const std::vector<Arguments> unknown{{1, "east"}, {7, "west"}};
  const auto name = [&] {
    return database().read([](Transaction& transaction) {
      return transaction.find<std::string>("SELECT name FROM gates WHERE id = 1");
    });
  };
  database().write([&](Transaction& transaction) { transaction.change_each_soon(rename, known); });
  EXPECT_EQ(name(), "south");
  EXPECT_THROW(database().write([&](Transaction& transaction) {
    transaction.change_each_soon(rename, unknown);
  }),
               std::logic_error);
  EXPECT_THROW(database().write([&](Transaction& transaction) {
    transaction.change_each_soon(rename, unknown);
    transaction.find<std::int64_t>("SELECT count(*) FROM gates");
  }),
               std::logic_error);
  EXPECT_EQ(name(), "south");
}

/// Adds to what gate 1 counts, and returns it.
constexpr std::string_view count_on =
    "UPDATE gates SET size = size + $1 WHERE id = 1 RETURNING size";

TEST_P(ManyRows, ANumberThatIsToldLaterIsAnArgumentAtOnce) {
  add(1, "north");
  const Later number = database().write([](Transaction& transaction) {
    transaction.run("UPDATE gates SET size = 40 WHERE id = 1");
    const Arguments two{2};
    Later last = transaction.run_later(count_on, two);
    const std::vector<Arguments> each{
        {last + 0, "last", last + 1}, {last + -1, "first", 9}, {7, "neither", nullptr}};
    transaction.change_soon("INSERT INTO gates (id, name, size) VALUES ($1, $2, $3)", each);
    const std::vector<Arguments> sizes{{7, last + 5}};
    transaction.change_each_soon("UPDATE gates SET size = $2 WHERE id = $1", sizes);
    return last;
  });
  EXPECT_EQ(number.value(), 42);
  const auto gates = database().read([](Transaction& transaction) {
    return transaction.list<std::string>(
        "SELECT id || ' ' || name || ' ' || size FROM gates WHERE id > 1 ORDER BY id");
  });
  EXPECT_THAT(gates, ElementsAre("7 neither 47", "41 first 9", "42 last 43"));
}

TEST_P(ManyRows, ANumberThatIsToldLaterIsKnownAfterTheNextAnswer) {
  add(1, "north");
  database().write([](Transaction& transaction) {
    transaction.run("UPDATE gates SET size = 1 WHERE id = 1");
    const Arguments one{1};
    const Later first = transaction.run_later(count_on, one);
    EXPECT_EQ(transaction.find<std::int64_t>("SELECT size FROM gates WHERE id = 1"), 2);
    EXPECT_EQ(first.value(), 2);
    const Later second = transaction.run_later(count_on, one);
    const std::vector<Arguments> each{{first + 0, "second"}, {second + 0, "third"}};
    transaction.change_soon("INSERT INTO gates (id, name) VALUES ($1, $2)", each);
    EXPECT_EQ(transaction.find<std::string>("SELECT name FROM gates WHERE id = 2"), "second");
    EXPECT_EQ(transaction.find<std::string>("SELECT name FROM gates WHERE id = 3"), "third");
  });
}

}  // namespace
}  // namespace admitone::db
