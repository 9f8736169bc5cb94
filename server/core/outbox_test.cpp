#include "core/outbox.hpp"

#include <gmock/gmock.h>

#include "core/ticket_house_fixture.hpp"

namespace admitone::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds retry{30};

class Outbox : public TicketHouse {
 protected:
  NewLetter letter_to(const std::string& address) {
    return {.kind = LetterKind::refund_decided, .to_email = address};
  }

  void write(const NewLetter& letter, Mailing mailing = Mailing::on) {
    database().write(
        [&](db::Transaction& transaction) { post(transaction, mailing, letter, now()); });
  }

  std::optional<Letter> take() {
    return database().write(
        [&](db::Transaction& transaction) { return take_due(transaction, now()); });
  }

  void fail(const Letter& letter) {
    database().write([&](db::Transaction& transaction) {
      settle_failed(transaction, letter, "away", retry, now());
    });
  }

  OutboxSummary summary() {
    return database().read(
        [](db::Transaction& transaction) { return summarize_outbox(transaction); });
  }

  std::optional<base::Timestamp> due() {
    return database().read([](db::Transaction& transaction) { return next_due(transaction); });
  }
};
INSTANTIATE_ON_EACH_DATABASE(Outbox);

TEST_P(Outbox, KeepsNothingOfWhatDidNotCommit) {
  EXPECT_THROW(database().write([&](db::Transaction& transaction) {
    post(transaction, Mailing::on, letter_to("ana@example.org"), now());
    throw base::conflict("no sale");
  }),
               base::Refusal);
  EXPECT_EQ(take(), std::nullopt);
  EXPECT_EQ(summary().waiting, 0);
}

TEST_P(Outbox, KeepsNothingWhileMailIsOff) {
  write(letter_to("ana@example.org"), Mailing::off);
  EXPECT_EQ(due(), std::nullopt);
}

TEST_P(Outbox, GivesEachLetterToOneTaker) {
  write(letter_to("ana@example.org"));
  write(letter_to("bruno@example.org"));
  const auto first = take();
  const auto second = take();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->to_email, "ana@example.org");
  EXPECT_EQ(second->to_email, "bruno@example.org");
  EXPECT_NE(first->message_key, second->message_key);
  EXPECT_EQ(take(), std::nullopt);
}

TEST_P(Outbox, NodesTakeDisjointLetters) {
  constexpr int count = 40;
  std::vector<NewLetter> letters(count, letter_to("ana@example.org"));
  database().write(
      [&](db::Transaction& transaction) { post(transaction, Mailing::on, letters, now()); });
  const auto other_node = open_again();
  std::array<std::vector<std::int64_t>, 2> taken;
  const auto take_all = [&](db::Database& node, std::vector<std::int64_t>& ids) {
    for (int misses = 0; misses < 3;) {
      const auto letter =
          node.write([&](db::Transaction& transaction) { return take_due(transaction, now()); });
      if (letter) {
        ids.push_back(letter->id.value);
      } else {
        ++misses;  // the other node had locked the one that was found
      }
    }
  };
  at_once({[&] { take_all(database(), taken[0]); }, [&] { take_all(*other_node, taken[1]); }});
  std::vector<std::int64_t> all = taken[0];
  all.insert(all.end(), taken[1].begin(), taken[1].end());
  std::ranges::sort(all);
  EXPECT_EQ(all.size(), count);
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST_P(Outbox, OffersALetterAgainWhenTheLeaseEnds) {
  write(letter_to("ana@example.org"));
  const auto lost = take();
  clock.advance(letter_lease);
  const auto again = take();
  ASSERT_TRUE(lost && again);
  EXPECT_EQ(again->id, lost->id);
  EXPECT_EQ(again->message_key, lost->message_key);
  EXPECT_EQ(again->attempts, 2);
  // Whoever lost the lease has no say any more.
  fail(*lost);
  EXPECT_EQ(due(), now() + letter_lease);
  database().write([&](db::Transaction& transaction) { settle_sent(transaction, *again, now()); });
  EXPECT_EQ(due(), std::nullopt);
  EXPECT_EQ(summary().waiting, 0);
}

TEST_P(Outbox, WaitsTwiceAsLongAfterEachFailure) {
  write(letter_to("ana@example.org"));
  for (const int wait_s : {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
    const auto letter = take();
    ASSERT_TRUE(letter) << wait_s;
    fail(*letter);
    EXPECT_EQ(due(), now() + seconds(wait_s));
    EXPECT_EQ(take(), std::nullopt);
    clock.advance(seconds(wait_s));
  }
  EXPECT_EQ(summary().last_error, "away");
}

TEST_P(Outbox, GivesUpAfterADayWithAFact) {
  const auto ticket = sell(make_tickets(1).at(0).id);
  NewLetter about = letter_to("ana@example.org");
  about.ticket_id = ticket.id;
  write(about);
  const auto written_at = now();
  while (const auto letter = take()) {
    fail(*letter);
    const auto next = due();
    ASSERT_TRUE(next);
    EXPECT_LE(*next, written_at + letter_age_max);
    clock.set(*next);
  }
  EXPECT_EQ(now(), written_at + letter_age_max);
  EXPECT_EQ(summary().given_up, 1);
  EXPECT_EQ(summary().waiting, 0);
  const Fact fact = newest_fact();
  EXPECT_EQ(fact.kind, "letter.given_up");
  EXPECT_EQ(fact.ticket_id, ticket.id);
  EXPECT_EQ(fact.concert_id, concert);
  EXPECT_THAT(fact.detail, testing::HasSubstr("within a day"));
  EXPECT_THAT(fact.detail, testing::Not(testing::HasSubstr("@")));
}

TEST_P(Outbox, SendsNothingThatIsOlderThanADay) {
  for (int letter = 0; letter < 3; ++letter) write(letter_to("ana@example.org"));
  clock.advance(letter_age_max);
  write(letter_to("bruno@example.org"));
  const auto letter = take();
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->to_email, "bruno@example.org");
  EXPECT_EQ(summary().given_up, 3);
}

TEST_P(Outbox, GivesUpAtOnceWhatWasRefusedForGood) {
  write(letter_to("ana@example.org"));
  const auto letter = take();
  database().write([&](db::Transaction& transaction) {
    give_up(transaction, letter.value(), "550 nobody here: ana@example.org", "refused (550)",
            now());
  });
  EXPECT_EQ(due(), std::nullopt);
  EXPECT_EQ(summary().last_error, "550 nobody here: ana@example.org");
  EXPECT_EQ(newest_fact().detail, "The letter about a decided refund was given up: refused (550)");
}

TEST_P(Outbox, TellsWhatWaits) {
  write(letter_to("ana@example.org"));
  const auto oldest = now();
  clock.advance(minutes(5));
  write(letter_to("bruno@example.org"));
  EXPECT_EQ(summary().waiting, 2);
  EXPECT_EQ(summary().oldest_waiting_at, oldest);
  EXPECT_EQ(summary().last_error, std::nullopt);
}

}  // namespace
}  // namespace admitone::core
