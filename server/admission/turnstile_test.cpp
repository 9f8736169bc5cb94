#include "admission/turnstile.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <iterator>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "base/refusal.hpp"
#include "core/scans_fixture.hpp"

namespace admitone::admission {
namespace {

using core::Reason;
using core::ScanAttempt;
using core::ScanOutcome;
using core::Ticket;

class Turnstiles : public core::DoorsOpen {
 protected:
  std::unique_ptr<Turnstile> open_turnstile(const TurnstileLimits& limits = {}) {
    return open_turnstile(database(), limits);
  }
  std::unique_ptr<Turnstile> open_turnstile(db::Database& node,
                                            const TurnstileLimits& limits = {}) {
    return std::make_unique<Turnstile>(node, keys, limits, [this](const BatchReport& report) {
      const std::lock_guard lock(mutex_);
      batches_.push_back(report.outcomes.size());
    });
  }

  static std::future<ScanOutcome> submit(Turnstile& turnstile, ScanAttempt attempt) {
    auto outcome = std::make_shared<std::promise<ScanOutcome>>();
    auto future = outcome->get_future();
    turnstile.submit(std::move(attempt),
                     [outcome](ScanOutcome judged) { outcome->set_value(std::move(judged)); });
    return future;
  }

  /// Submits them all before the first is judged: the writer is kept busy until then.
  std::vector<ScanOutcome> submit_together(Turnstile& turnstile,
                                           const std::vector<ScanAttempt>& attempts) {
    std::vector<std::future<ScanOutcome>> futures;
    {
      const BusyWriter busy(*this);
      for (const ScanAttempt& attempt : attempts) futures.push_back(submit(turnstile, attempt));
    }
    std::vector<ScanOutcome> outcomes;
    for (auto& future : futures) outcomes.push_back(future.get());
    return outcomes;
  }

  /// Makes the database refuse every scan at the location "boom".
  void poison() {
    write([this](auto& transaction) {
      if (database().engine() == db::Engine::sqlite) {
        transaction.run(
            "CREATE TRIGGER poison BEFORE INSERT ON scans WHEN NEW.location = 'boom' "
            "BEGIN SELECT RAISE(ABORT, 'boom'); END");
        return;
      }
      transaction.run(
          "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS "
          "'BEGIN IF NEW.location = ''boom'' THEN RAISE ''boom''; END IF; RETURN NEW; END'");
      transaction.run(
          "CREATE TRIGGER poison BEFORE INSERT ON scans FOR EACH ROW EXECUTE FUNCTION poison()");
    });
  }

  std::vector<std::size_t> batches() {
    const std::lock_guard lock(mutex_);
    return batches_;
  }
  std::int64_t admissions() {
    return count_of(
        "SELECT COUNT(*) FROM scans WHERE scan_type = 'attendance' AND verdict = 'accepted'");
  }

  /// Occupies every thread that writes, for its lifetime.
  class BusyWriter {
   public:
    explicit BusyWriter(Turnstiles& test) {
      constexpr std::size_t threads_max = 4;
      const std::size_t count = test.database().engine() == db::Engine::sqlite ? 1 : threads_max;
      for (std::size_t index = 0; index < count; ++index) occupy(test.database());
    }
    ~BusyWriter() { go_on_.set_value(); }
    BusyWriter(const BusyWriter&) = delete;
    BusyWriter& operator=(const BusyWriter&) = delete;

   private:
    void occupy(db::Database& database) {
      auto begun = std::make_shared<std::promise<void>>();
      database.submit(
          db::Access::write,
          [begun, wait = wait_](db::Transaction&) {
            begun->set_value();
            wait.wait();
          },
          [](std::exception_ptr) {});
      begun->get_future().wait();
    }
    std::promise<void> go_on_;
    std::shared_future<void> wait_ = go_on_.get_future().share();
  };

 private:
  std::mutex mutex_;
  std::vector<std::size_t> batches_;
};
INSTANTIATE_ON_EACH_DATABASE(Turnstiles);

const core::Scan& scan_in(const ScanOutcome& outcome) {
  return std::get<core::Recorded>(outcome).scan;
}

std::size_t count_accepted(const std::vector<ScanOutcome>& outcomes) {
  return static_cast<std::size_t>(std::ranges::count_if(outcomes, [](const ScanOutcome& outcome) {
    return scan_in(outcome).verdict == core::Verdict::accepted;
  }));
}

/// Runs `work(index)` on as many threads at once.
template <class F>
void on_threads(std::size_t count, F work) {
  std::vector<std::jthread> threads;
  for (std::size_t index = 0; index < count; ++index) {
    threads.emplace_back([&work, index] { work(index); });
  }
}

TEST_P(Turnstiles, SixtyFourAtOnceAdmitExactlyOne) {
  const auto turnstile = open_turnstile();
  const Ticket ticket = sold_ticket();
  std::vector<ScanOutcome> outcomes(64);
  on_threads(
      64, [&](std::size_t index) { outcomes[index] = submit(*turnstile, scan_of(ticket)).get(); });
  EXPECT_EQ(count_accepted(outcomes), 1U);
  for (const ScanOutcome& outcome : outcomes) {
    if (scan_in(outcome).verdict == core::Verdict::accepted) continue;
    EXPECT_EQ(scan_in(outcome).reason, Reason::already_admitted);
    EXPECT_EQ(scan_in(outcome).previous_location, "Gate A");
    EXPECT_EQ(scan_in(outcome).previous_scanned_by, "sam");
  }
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM scans"), 64);
  EXPECT_EQ(attendance().attended, 1);
}

TEST_P(Turnstiles, ScansThatWaitShareATransaction) {
  const auto turnstile = open_turnstile();
  std::vector<ScanAttempt> attempts;
  for (const Ticket& ticket : sold_tickets(20)) attempts.push_back(scan_of(ticket));
  EXPECT_EQ(count_accepted(submit_together(*turnstile, attempts)), 20U);
  EXPECT_EQ(batches(), std::vector<std::size_t>{20});
}

TEST_P(Turnstiles, CountsTheVerdictsThatItHasDelivered) {
  const auto turnstile = open_turnstile();
  EXPECT_EQ(turnstile->delivered(), 0U);
  std::vector<ScanAttempt> attempts;
  for (const Ticket& ticket : sold_tickets(3)) attempts.push_back(scan_of(ticket));
  attempts.push_back(attempts.back());
  submit_together(*turnstile, attempts);
  EXPECT_EQ(turnstile->delivered(), 4U);
}

TEST_P(Turnstiles, ABatchHasALimit) {
  const auto turnstile = open_turnstile({.batch_scans_max = 8, .batches_at_once_max = 1});
  std::vector<ScanAttempt> attempts;
  for (const Ticket& ticket : sold_tickets(20)) attempts.push_back(scan_of(ticket));
  EXPECT_EQ(count_accepted(submit_together(*turnstile, attempts)), 20U);
  EXPECT_EQ(batches(), (std::vector<std::size_t>{8, 8, 4}));
}

TEST_P(Turnstiles, ALoneScanDoesNotWaitForCompany) {
  const auto turnstile = open_turnstile();
  const Ticket ticket = sold_ticket();
  auto outcome = submit(*turnstile, scan_of(ticket));
  ASSERT_EQ(outcome.wait_for(std::chrono::seconds(10)), std::future_status::ready);
  EXPECT_EQ(scan_in(outcome.get()).reason, Reason::ok);
  EXPECT_EQ(batches(), std::vector<std::size_t>{1});
}

TEST_P(Turnstiles, AVerdictLeavesAfterItsCommit) {
  const auto turnstile = open_turnstile();
  const auto other_node = open_again();
  for (const Ticket& ticket : sold_tickets(5)) {
    submit(*turnstile, scan_of(ticket)).get();
    const auto seen = other_node->read([&](db::Transaction& transaction) {
      return core::find_ticket(transaction, ticket.id).value();
    });
    EXPECT_EQ(seen.status, core::TicketStatus::attended);
  }
}

TEST_P(Turnstiles, AScanThatFailsSpoilsNothingForItsNeighbours) {
  poison();
  const auto turnstile = open_turnstile();
  std::vector<ScanAttempt> attempts;
  for (const Ticket& ticket : sold_tickets(7)) attempts.push_back(scan_of(ticket));
  attempts[3].location = "boom";
  const auto outcomes = submit_together(*turnstile, attempts);
  for (std::size_t index = 0; index < outcomes.size(); ++index) {
    if (index == 3) {
      EXPECT_TRUE(std::holds_alternative<std::exception_ptr>(outcomes[index]));
    } else {
      EXPECT_EQ(scan_in(outcomes[index]).reason, Reason::ok);
    }
  }
  EXPECT_EQ(admissions(), 6);
  EXPECT_EQ(attendance().attended, 6);
  const auto next = submit(*turnstile, scan_of(sold_ticket())).get();
  EXPECT_EQ(scan_in(next).reason, Reason::ok);
}

TEST_P(Turnstiles, ALoneScanThatFailsGetsItsException) {
  poison();
  const auto turnstile = open_turnstile();
  ScanAttempt attempt = scan_of(sold_ticket());
  attempt.location = "boom";
  EXPECT_TRUE(std::holds_alternative<std::exception_ptr>(submit(*turnstile, attempt).get()));
}

TEST_P(Turnstiles, TheSameScanIdAtOnceIsOneScan) {
  const auto turnstile = open_turnstile();
  const ScanAttempt attempt = scan_of(sold_ticket());
  std::vector<ScanOutcome> outcomes(16);
  on_threads(16, [&](std::size_t index) { outcomes[index] = submit(*turnstile, attempt).get(); });
  EXPECT_EQ(count_accepted(outcomes), 16U);
  const auto replays = std::ranges::count_if(outcomes, [](const ScanOutcome& outcome) {
    return std::get<core::Recorded>(outcome).is_replay;
  });
  EXPECT_EQ(replays, 15);
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM scans"), 1);
}

TEST_P(Turnstiles, RefusesWhatDoesNotFitIntoTheQueue) {
  const auto turnstile = open_turnstile({.queued_scans_max = 3});
  const Ticket ticket = sold_ticket();
  const auto outcomes = submit_together(
      *turnstile, {scan_of(ticket), scan_of(ticket), scan_of(ticket), scan_of(ticket)});
  EXPECT_EQ(scan_in(outcomes[0]).reason, Reason::ok);
  EXPECT_EQ(scan_in(outcomes[2]).reason, Reason::already_admitted);
  try {
    std::rethrow_exception(std::get<std::exception_ptr>(outcomes[3]));
  } catch (const base::Refusal& refusal) {
    EXPECT_EQ(refusal.kind, base::RefusalKind::unavailable);
    EXPECT_EQ(refusal.retry_after_s, 1);
  }
}

TEST_P(Turnstiles, TheEndWaitsForEverybody) {
  std::vector<std::future<ScanOutcome>> outcomes;
  {
    const auto turnstile = open_turnstile({.batch_scans_max = 4});
    for (const Ticket& ticket : sold_tickets(30)) {
      outcomes.push_back(submit(*turnstile, scan_of(ticket)));
    }
  }
  for (auto& outcome : outcomes) {
    ASSERT_EQ(outcome.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    EXPECT_EQ(scan_in(outcome.get()).reason, Reason::ok);
  }
}

/// SQLite has one writer.
class TurnstilesOnPostgres : public Turnstiles {};
INSTANTIATE_TEST_SUITE_P(, TurnstilesOnPostgres, testing::Values(db::Engine::postgres),
                         tests::engine_name);

TEST_P(TurnstilesOnPostgres, ABatchThatWaitsForATicketDoesNotHoldUpTheNext) {
  const auto turnstile = open_turnstile({.company_scans_min = 2});
  const std::vector<Ticket> tickets = sold_tickets(3);
  std::promise<void> locked;
  std::promise<void> go_on;
  std::jthread seller([&] {
    write([&](auto& transaction) {
      transaction.run("SELECT t.id FROM tickets t WHERE t.id = $1 FOR UPDATE OF t",
                      {tickets[0].id});
      locked.set_value();
      go_on.get_future().wait();
    });
  });
  locked.get_future().wait();
  auto held = submit(*turnstile, scan_of(tickets[0]));
  while (turnstile->waiting() > 0) std::this_thread::yield();
  auto second = submit(*turnstile, scan_of(tickets[1]));
  auto third = submit(*turnstile, scan_of(tickets[2]));
  EXPECT_EQ(second.wait_for(std::chrono::seconds(10)), std::future_status::ready);
  EXPECT_EQ(third.wait_for(std::chrono::seconds(10)), std::future_status::ready);
  EXPECT_EQ(held.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
  go_on.set_value();
  EXPECT_EQ(scan_in(held.get()).reason, Reason::ok);
  EXPECT_EQ(attendance().attended, 3);
}

/// SQLite has one writing process, so two nodes are PostgreSQL's alone.
class TurnstilesOfTwoNodes : public Turnstiles {};
INSTANTIATE_TEST_SUITE_P(, TurnstilesOfTwoNodes, testing::Values(db::Engine::postgres),
                         tests::engine_name);

TEST_P(TurnstilesOfTwoNodes, AdmitEachTicketOnce) {
  const auto other_node = open_again(2);
  const auto here = open_turnstile({.batch_scans_max = 16});
  const auto there = open_turnstile(*other_node, {.batch_scans_max = 16});
  std::vector<Ticket> tickets = sold_tickets(100);
  std::ranges::copy(sold_tickets(100), std::back_inserter(tickets));
  std::vector<std::array<ScanOutcome, 2>> outcomes(tickets.size());
  on_threads(8, [&](std::size_t thread) {
    for (std::size_t index = thread; index < tickets.size(); index += 8) {
      auto first = submit(*here, scan_of(tickets[index]));
      auto second = submit(*there, scan_of(tickets[tickets.size() - 1 - index]));
      outcomes[index][0] = first.get();
      outcomes[tickets.size() - 1 - index][1] = second.get();
    }
  });
  for (const auto& [one, other] : outcomes) {
    EXPECT_EQ(count_accepted({one, other}), 1U);
    const bool one_won = scan_in(one).verdict == core::Verdict::accepted;
    const core::Scan& loser = scan_in(one_won ? other : one);
    EXPECT_EQ(loser.reason, Reason::already_admitted);
    EXPECT_EQ(loser.previous_scanned_at, scan_in(one_won ? one : other).scanned_at);
    EXPECT_EQ(loser.previous_scanned_by, "sam");
  }
  EXPECT_EQ(admissions(), 200);
  EXPECT_EQ(attendance().attended, 200);
}

TEST_P(TurnstilesOfTwoNodes, RecordTheSameScanIdOnce) {
  const auto other_node = open_again(2);
  const auto here = open_turnstile();
  const auto there = open_turnstile(*other_node);
  for (const Ticket& ticket : sold_tickets(30)) {
    const ScanAttempt attempt = scan_of(ticket);
    auto first = submit(*here, attempt);
    auto second = submit(*there, attempt);
    const std::vector<ScanOutcome> both{first.get(), second.get()};
    EXPECT_EQ(count_accepted(both), 2U);
    EXPECT_EQ(scan_in(both[0]).id, scan_in(both[1]).id);
  }
  EXPECT_EQ(admissions(), 30);
}

}  // namespace
}  // namespace admitone::admission
