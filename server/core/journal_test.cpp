#include "core/journal.hpp"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "base/refusal.hpp"
#include "core/house_fixture.hpp"
#include "support/databases.hpp"

namespace admitone::core {
namespace {

const base::Timestamp test_now = tests::ManualClock().now();

class Journal : public tests::OnEachDatabase {
 protected:
  void record_all(std::vector<Fact> facts) {
    database().write([&](db::Transaction& transaction) { record(transaction, facts); });
  }
  /// The numbers of the facts that `list` finds.
  template <class F>
  std::vector<std::int64_t> numbers(F list) {
    std::vector<std::int64_t> result;
    for (const Fact& fact : database().read(list)) result.push_back(fact.number);
    return result;
  }
  std::vector<std::int64_t> back(const FactFilter& filter, std::optional<std::int64_t> before,
                                 std::int64_t limit) {
    return numbers([&](db::Transaction& transaction) {
      return list_facts(transaction, filter, before, limit);
    });
  }
};
INSTANTIATE_ON_EACH_DATABASE(Journal);

Fact fact(const char* kind, std::optional<base::ConcertId> concert_id = {},
          std::optional<base::TicketId> ticket_id = {}) {
  return {.at = test_now,
          .kind = kind,
          .actor_user_id = {},
          .concert_id = concert_id,
          .ticket_id = ticket_id,
          .subject_id = {},
          .detail = "Something happened"};
}

using testing::ElementsAre;

TEST_P(Journal, KeepsEveryPartOfAFact) {
  record_all({Fact{.at = test_now,
                   .kind = "ticket.sold",
                   .actor_user_id = base::UserId{1},
                   .concert_id = base::ConcertId{2},
                   .ticket_id = base::TicketId{3},
                   .subject_id = 4,
                   .detail = "Sold to Ana Lima"},
              fact("key.made")});
  const auto facts =
      database().read([](db::Transaction& transaction) { return facts_after(transaction, 0, 10); });
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0].number, 1);
  EXPECT_EQ(facts[0].at, test_now);
  EXPECT_EQ(facts[0].kind, "ticket.sold");
  EXPECT_EQ(facts[0].actor_user_id, base::UserId{1});
  EXPECT_EQ(facts[0].concert_id, base::ConcertId{2});
  EXPECT_EQ(facts[0].ticket_id, base::TicketId{3});
  EXPECT_EQ(facts[0].subject_id, 4);
  EXPECT_EQ(facts[0].detail, "Sold to Ana Lima");
  EXPECT_EQ(facts[1].number, 2);
  EXPECT_EQ(facts[1].actor_user_id, std::nullopt);
  EXPECT_EQ(facts[1].subject_id, std::nullopt);
}

TEST_P(Journal, TellsTheNewestNumber) {
  EXPECT_EQ(database().read(&newest_fact), 0);
  record_all({fact("a.b"), fact("a.b"), fact("a.b")});
  EXPECT_EQ(database().read(&newest_fact), 3);
  record_all({});
  EXPECT_EQ(database().read(&newest_fact), 3);
}

TEST_P(Journal, WhatWasUndoneTakesNoNumber) {
  record_all({fact("a.b")});
  EXPECT_THROW(database().write([](db::Transaction& transaction) {
    record(transaction, fact("a.undone"));
    throw base::conflict("undo");
  }),
               base::Refusal);
  record_all({fact("a.b")});
  EXPECT_THAT(numbers([](db::Transaction& transaction) { return facts_after(transaction, 0, 10); }),
              ElementsAre(1, 2));
}

TEST_P(Journal, ReadsBackByConcertAndKind) {
  const base::ConcertId here{1};
  record_all({fact("a.b", here), fact("c.d", here), fact("a.b"), fact("a.b", base::ConcertId{2}),
              fact("a.b", here)});
  EXPECT_THAT(back({}, {}, 10), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_THAT(back({}, {}, 2), ElementsAre(5, 4));
  EXPECT_THAT(back({}, 4, 2), ElementsAre(3, 2));
  EXPECT_THAT(back({here, {}}, {}, 10), ElementsAre(5, 2, 1));
  EXPECT_THAT(back({{}, "a.b"}, 5, 10), ElementsAre(4, 3, 1));
  EXPECT_THAT(back({here, "a.b"}, {}, 10), ElementsAre(5, 1));
  EXPECT_THAT(back({here, "no.such"}, {}, 10), ElementsAre());
}

TEST_P(Journal, IsFollowedByConcertAndByTicket) {
  const base::ConcertId here{1};
  const base::TicketId ticket{7};
  record_all(
      {fact("a.b", here, ticket), fact("a.b"), fact("a.b", here), fact("c.d", here, ticket)});
  EXPECT_THAT(numbers([](db::Transaction& transaction) { return facts_after(transaction, 1, 2); }),
              ElementsAre(2, 3));
  EXPECT_THAT(
      numbers([&](db::Transaction& transaction) { return facts_after(transaction, here, 1, 10); }),
      ElementsAre(3, 4));
}

TEST_P(Journal, FollowerNeverMissesAFactOfConcurrentWriters) {
  constexpr int writers = 4;
  constexpr int batches_each = 40;
  constexpr std::int64_t all = writers * batches_each * 2;
  // One file of SQLite's has one server, whose writers wait for each other within it.
  const std::size_t servers = database().engine() == db::Engine::sqlite ? 1 : writers;
  std::vector<std::unique_ptr<db::Database>> nodes;
  while (nodes.size() < servers) nodes.push_back(open_again(1));
  std::vector<std::int64_t> followed;
  {
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer) {
      threads.emplace_back([&node = nodes[static_cast<std::size_t>(writer) % servers]] {
        for (int batch = 0; batch < batches_each; ++batch) {
          node->write([](db::Transaction& transaction) {
            std::vector<Fact> facts{fact("a.b"), fact("c.d")};
            record(transaction, facts);
          });
        }
      });
    }
    const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    std::int64_t seen = 0;
    while (seen < all && std::chrono::steady_clock::now() < give_up_at) {
      const auto facts = database().read(
          [&](db::Transaction& transaction) { return facts_after(transaction, seen, 50); });
      for (const Fact& one : facts) followed.push_back(seen = one.number);
    }
  }
  ASSERT_EQ(followed.size(), static_cast<std::size_t>(all));
  for (std::size_t place = 0; place < followed.size(); ++place) {
    ASSERT_EQ(followed[place], static_cast<std::int64_t>(place + 1));
  }
}

}  // namespace
}  // namespace admitone::core
