#include "live/feed.hpp"

#include <future>
#include <list>
#include <thread>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <gtest/gtest.h>

#include "base/refusal.hpp"
#include "core/scans_fixture.hpp"
#include "live/recorder.hpp"

namespace admitone::live {
namespace {

namespace asio = boost::asio;

/// Scans are told as their scan_id, counts as the admissions, other facts as their kind.
Renderers plain_renderers() {
  return {
      .scan = [](const core::Scan& scan) { return scan.scan_id; },
      .fact = [](const core::Fact& fact) { return fact.kind; },
      .attendance = [](const core::Attendance& counts) { return std::to_string(counts.attended); }};
}

class Feeds : public core::DoorsOpen {
 protected:
  /// A client that follows; `end` tells how that ended.
  struct Client {
    Recorder stream;
    asio::cancellation_signal cancellation;
    std::optional<asio::strand<asio::io_context::executor_type>> strand;
    std::promise<std::exception_ptr> ended;
    std::future<std::exception_ptr> end = ended.get_future();
  };

  void TearDown() override {
    for (Client& client : clients_) cancel(client);
    work_.reset();
    threads_.clear();  // joins: nothing may hold the loop once nobody follows
    feed_.reset();
    DoorsOpen::TearDown();
  }

  void open_feed(const FeedLimits& limits = {}) {
    feed_.emplace(database(), context_.get_executor(), plain_renderers(), limits);
    for (int thread = 0; thread < 2; ++thread) threads_.emplace_back([this] { context_.run(); });
  }

  Client& connect(base::ConcertId concert_id, std::optional<std::int64_t> last_event_id = {},
                  std::chrono::milliseconds pause = {}) {
    Client& client = clients_.emplace_back();
    client.stream.set_pause(pause);
    client.strand.emplace(asio::make_strand(context_.get_executor()));
    asio::co_spawn(*client.strand, feed_->follow(concert_id, last_event_id, client.stream),
                   asio::bind_cancellation_slot(
                       client.cancellation.slot(),
                       [&client](std::exception_ptr failure) { client.ended.set_value(failure); }));
    return client;
  }
  Client& connect() { return connect(concert); }
  /// One that has got its first event.
  Client& connected() {
    Client& client = connect();
    client.stream.wait_for_count(1);
    return client;
  }

  static void cancel(Client& client) {
    asio::post(*client.strand,
               [&client] { client.cancellation.emit(asio::cancellation_type::terminal); });
  }

  /// Admits the ticket as a turnstile does: commit, then wake.
  std::string admit(const core::Ticket& ticket) {
    const core::ScanAttempt attempt = scan_of(ticket);
    record_one(attempt);
    feed_->wake();
    return attempt.scan_id;
  }

  std::int64_t newest() {
    return read([](auto& transaction) { return core::newest_fact(transaction); });
  }
  Feed& feed() { return *feed_; }

 private:
  asio::io_context context_;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work_ =
      asio::make_work_guard(context_);
  std::optional<Feed> feed_;
  std::list<Client> clients_;
  std::vector<std::jthread> threads_;
};
INSTANTIATE_ON_EACH_DATABASE(Feeds);

std::vector<std::string> scans_in(const std::vector<Event>& events) {
  std::vector<std::string> scans;
  for (const Event& event : events) {
    if (event.name == "scan") scans.push_back(event.data);
  }
  return scans;
}

/// Waits until the last event is the counts with so many admissions.
auto counts(std::int64_t attended) {
  return [attended](const std::vector<Event>& events) {
    return !events.empty() && events.back().name == "attendance" &&
           events.back().data == std::to_string(attended);
  };
}

/// Waits until so many scans have been told; the counts may be ahead of them.
auto scans(std::size_t count) {
  return [count](const std::vector<Event>& events) { return scans_in(events).size() >= count; };
}

TEST_P(Feeds, BeginWithTheCountsAndTheNewestNumber) {
  open_feed();
  record_one(scan_of(sold_ticket()));
  const auto events = connected().stream.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].name, "attendance");
  EXPECT_EQ(events[0].data, "1");
  EXPECT_EQ(events[0].id, std::to_string(newest()));
}

TEST_P(Feeds, TellScansAndThenTheCounts) {
  open_feed();
  const core::Ticket ticket = sold_ticket();
  Client& client = connected();
  const std::string scan_id = admit(ticket);
  const auto events = client.stream.wait_for_count(3);
  EXPECT_EQ(events[1].name, "scan");
  EXPECT_EQ(events[1].data, scan_id);
  EXPECT_EQ(events[1].id, std::to_string(newest()));
  EXPECT_EQ(events[2].name, "attendance");
  EXPECT_EQ(events[2].data, "1");
  EXPECT_EQ(events[2].id, events[1].id);
}

TEST_P(Feeds, TellOtherFactsToo) {
  open_feed();
  const core::Ticket ticket = unsold_tickets(1).front();
  Client& client = connected();
  sell(ticket);
  feed().wake();
  const auto events = client.stream.wait_for_count(3);
  EXPECT_EQ(events[1].name, "fact");
  EXPECT_EQ(events[1].data, "ticket.sold");
}

TEST_P(Feeds, TellNothingOfOtherConcerts) {
  open_feed();
  const base::ConcertId other = open_doors("Jazz Night");
  Client& elsewhere = connect(other);
  elsewhere.stream.wait_for_count(1);
  Client& client = connected();
  const core::Ticket ticket = sold_ticket();
  admit(ticket);
  client.stream.wait_for(counts(1));
  // Its own counts may come twice: who joins before the first poll catches up from the database.
  for (const Event& event : elsewhere.stream.events()) EXPECT_EQ(event.name, "attendance");
}

TEST_P(Feeds, SeeWhatAnotherNodeCommits) {
  open_feed({.poll_interval = std::chrono::milliseconds(30)});
  const core::Ticket ticket = sold_ticket();
  Client& client = connected();
  const auto other_node = open_again();
  other_node->write([&](db::Transaction& transaction) {
    const std::vector<core::ScanAttempt> attempts{scan_of(ticket)};
    core::record_scans(transaction, keys, attempts);
  });
  client.stream.wait_for(counts(1));
}

TEST_P(Feeds, DoNotWaitForThePollWhenWoken) {
  open_feed({.poll_interval = std::chrono::minutes(1)});
  const auto tickets = sold_tickets(2);
  Client& client = connected();
  // The first waking may meet the poller's beginning; the second one surely meets it at rest.
  admit(tickets[0]);
  client.stream.wait_for(counts(1));
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  admit(tickets[1]);
  client.stream.wait_for(counts(2));
}

TEST_P(Feeds, ResumeAfterTheLastEventWithoutGapOrDouble) {
  open_feed({.page_facts_max = 3});
  const auto tickets = sold_tickets(40);
  std::vector<std::string> expected;
  const std::int64_t last_seen = newest();
  for (std::size_t index = 0; index < 20; ++index) expected.push_back(admit(tickets[index]));
  Client& client = connect(concert, last_seen);
  for (std::size_t index = 20; index < 40; ++index) expected.push_back(admit(tickets[index]));
  EXPECT_EQ(scans_in(client.stream.wait_for(scans(40))), expected);
}

TEST_P(Feeds, ResumeFromEveryEventOfTheStream) {
  open_feed();
  const auto tickets = sold_tickets(6);
  Client& first = connected();
  for (const auto& ticket : tickets) admit(ticket);
  const auto events = first.stream.wait_for(scans(6));
  const auto all = scans_in(events);
  std::ptrdiff_t told = 0;
  for (const Event& seen : events) {
    if (seen.name == "scan") ++told;
    const std::vector<std::string> rest(all.begin() + told, all.end());
    Client& again = connect(concert, std::stoll(seen.id));
    EXPECT_EQ(scans_in(again.stream.wait_for(counts(6))), rest) << "after " << seen.id;
  }
}

TEST_P(Feeds, BeginAnewAfterANumberOfTheFuture) {
  open_feed();
  const core::Ticket ticket = sold_ticket();
  Client& client = connect(concert, 1'000'000);
  client.stream.wait_for_count(1);
  admit(ticket);
  EXPECT_EQ(client.stream.wait_for(counts(1)).size(), 3U);
}

TEST_P(Feeds, ManyFollowersSeeTheSameInTheSameOrder) {
  open_feed({.wake_interval = std::chrono::milliseconds(1)});
  const auto tickets = sold_tickets(60);
  std::vector<Client*> followers;
  for (int count = 0; count < 20; ++count) followers.push_back(&connect());
  for (Client* client : followers) client->stream.wait_for_count(1);
  std::vector<std::string> expected;
  for (const auto& ticket : tickets) {
    expected.push_back(admit(ticket));
    if (expected.size() % 10 == 0) followers.push_back(&connect(concert, 0));
  }
  for (Client* client : followers) {
    EXPECT_EQ(scans_in(client->stream.wait_for(scans(60))), expected);
  }
}

TEST_P(Feeds, DropWhoFallsBehindAndServeTheOthers) {
  open_feed({.recent_events_max = 4, .wake_interval = std::chrono::milliseconds(1)});
  const auto tickets = sold_tickets(30);
  Client& quick = connected();
  Client& slow = connect(concert, {}, std::chrono::milliseconds(150));
  slow.stream.wait_for_count(1);
  std::int64_t admitted = 0;
  for (const auto& ticket : tickets) {
    admit(ticket);
    quick.stream.wait_for(counts(++admitted));
  }
  ASSERT_EQ(slow.end.wait_for(patience), std::future_status::ready);
  EXPECT_EQ(slow.end.get(), nullptr);
  EXPECT_EQ(feed().follower_count(), 1U);
  EXPECT_EQ(scans_in(quick.stream.events()).size(), 30U);
  EXPECT_LT(scans_in(slow.stream.events()).size(), 30U);

  Client& again = connect(concert, std::stoll(slow.stream.events().back().id));
  const std::size_t missed = 30U - scans_in(slow.stream.events()).size();
  EXPECT_EQ(scans_in(again.stream.wait_for(scans(missed))).size(), missed);
}

TEST_P(Feeds, SendAHeartbeatWhenNothingHappens) {
  open_feed({.poll_interval = std::chrono::milliseconds(10),
             .heartbeat_interval = std::chrono::milliseconds(40)});
  Client& client = connected();
  for (int tries = 0; client.stream.comments() < 2 && tries < 500; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_GE(client.stream.comments(), 2U);
}

TEST_P(Feeds, RefuseMoreFollowersThanTheLimit) {
  open_feed({.followers_max = 2});
  connected();
  feed().require_room();
  Client& second = connected();
  EXPECT_THROW(feed().require_room(), base::Refusal);
  Client& third = connect();
  EXPECT_THROW(std::rethrow_exception(third.end.get()), base::Refusal);
  EXPECT_EQ(feed().follower_count(), 2U);
  cancel(second);
  second.end.wait();
  feed().require_room();
}

TEST_P(Feeds, RefuseAConcertThatDoesNotExist) {
  open_feed();
  Client& client = connect(base::ConcertId{999});
  EXPECT_THROW(std::rethrow_exception(client.end.get()), base::Refusal);
  EXPECT_EQ(feed().follower_count(), 0U);
}

TEST_P(Feeds, EndWhenTheClientGoes) {
  open_feed({.poll_interval = std::chrono::milliseconds(10)});
  Client& client = connected();
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  cancel(client);
  ASSERT_EQ(client.end.wait_for(patience), std::future_status::ready);
  EXPECT_EQ(feed().follower_count(), 0U);
}

TEST_P(Feeds, GoOnForANewFollowerAfterTheLastOneLeft) {
  open_feed({.poll_interval = std::chrono::milliseconds(5)});
  for (const auto& ticket : sold_tickets(8)) {
    Client& client = connected();
    const auto before = std::stoll(client.stream.events().front().data);
    admit(ticket);
    client.stream.wait_for(counts(before + 1));
    cancel(client);
    client.end.wait();
  }
}

TEST_P(Feeds, TellThatTheConcertWasRemoved) {
  open_feed();
  Client& client = connected();
  write([&](auto& transaction) {
    core::remove_concert(transaction, concert, admin, opening);
    return true;
  });
  feed().wake();
  const auto events = client.stream.wait_for_count(2);
  EXPECT_EQ(events[1].name, "fact");
  EXPECT_EQ(events[1].data, "concert.removed");
}

}  // namespace
}  // namespace admitone::live
