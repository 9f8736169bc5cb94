#include "live/feed.hpp"

#include <atomic>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "db/await.hpp"
#include "live/broadcasts.hpp"
#include "live/journal_reader.hpp"

namespace admitone::live {

namespace asio = boost::asio;

/// One poller reads for all, while there are followers; each follower has a coroutine of its own.
/// Coroutines that outlive a call own this together: a server that goes down may destroy them after
/// the feed.
class Feed::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(db::Database& database, asio::any_io_executor executor, Renderers renderers,
       const FeedLimits& limits)
      : database_(database),
        renderers_(std::move(renderers)),
        limits_(limits),
        broadcasts_(limits.followers_max, limits.recent_events_max),
        strand_(std::move(executor)),
        timer_(strand_) {}

  const Broadcasts& broadcasts() const { return broadcasts_; }
  void wake();
  static asio::awaitable<void> follow(std::shared_ptr<Impl> self, base::ConcertId concert_id,
                                      std::optional<std::int64_t> last_event_id,
                                      http::BodyStream& stream);

 private:
  /// Being a follower, from construction to destruction.
  class Follower {
   public:
    Follower(Impl& impl, base::ConcertId concert_id, const asio::any_io_executor& executor)
        : impl_(impl), concert_id_(concert_id), news_(executor, 1) {
      if (!impl_.broadcasts_.join(concert_id_, news_)) return;
      asio::co_spawn(impl_.strand_, poll(impl_.shared_from_this()), asio::detached);
    }
    ~Follower() {
      // A poller without followers ends at once, so that a server that stops need not wait for it.
      if (impl_.broadcasts_.leave(concert_id_, news_)) impl_.wake();
    }
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    RecentEvents::Next next_after(std::int64_t seen) const {
      return impl_.broadcasts_.next_after(concert_id_, seen);
    }
    asio::awaitable<void> news() { return news_.async_receive(asio::use_awaitable); }

   private:
    Impl& impl_;
    base::ConcertId concert_id_;
    News news_;
  };

  asio::awaitable<std::int64_t> catch_up(base::ConcertId concert_id,
                                         std::optional<std::int64_t> after,
                                         http::BodyStream& stream);

  static asio::awaitable<void> poll(std::shared_ptr<Impl> self);
  asio::awaitable<bool> try_read(std::optional<std::int64_t>& position);
  asio::awaitable<bool> read(std::optional<std::int64_t>& position);
  asio::awaitable<void> rest();

  db::Database& database_;
  const Renderers renderers_;
  const FeedLimits limits_;
  Broadcasts broadcasts_;

  // The poller's, on its strand.
  asio::strand<asio::any_io_executor> strand_;
  asio::steady_timer timer_;
  bool is_woken_ = false;
  bool is_resting_ = false;
  bool has_failed_ = false;

  std::atomic<bool> is_wake_under_way_ = false;
};

void Feed::Impl::wake() {
  if (!broadcasts_.is_polling() || is_wake_under_way_.exchange(true)) return;
  asio::post(strand_, [self = shared_from_this()] {
    self->is_wake_under_way_ = false;
    self->is_woken_ = true;
    if (self->is_resting_) self->timer_.cancel();
  });
}

asio::awaitable<void> Feed::Impl::follow(std::shared_ptr<Impl> self, base::ConcertId concert_id,
                                         std::optional<std::int64_t> last_event_id,
                                         http::BodyStream& stream) {
  using Clock = std::chrono::steady_clock;
  using Position = RecentEvents::Position;
  Follower follower(*self, concert_id, co_await asio::this_coro::executor);
  std::int64_t seen = co_await self->catch_up(concert_id, last_event_id, stream);
  auto sent_at = Clock::now();
  for (bool is_live = false; !stream.stopping();) {
    const auto next = follower.next_after(seen);
    if (next.position == Position::behind) {
      if (is_live) co_return;
      seen = co_await self->catch_up(concert_id, seen, stream);
      continue;
    }
    is_live = next.position == Position::current;
    if (next.group) {
      co_await stream.send(std::string(next.group->text_after(seen)));
      seen = next.group->last();
      sent_at = Clock::now();
    } else if (Clock::now() - sent_at >= self->limits_.heartbeat_interval) {
      co_await stream.send(":\n\n");
      sent_at = Clock::now();
    } else {
      co_await follower.news();
    }
  }
}

/// Sends everything after `after` from the database; returns the number up to which that was.
asio::awaitable<std::int64_t> Feed::Impl::catch_up(base::ConcertId concert_id,
                                                   std::optional<std::int64_t> after,
                                                   http::BodyStream& stream) {
  for (;;) {
    auto work = [self = shared_from_this(), concert_id, after](db::Transaction& transaction) {
      return read_page(transaction, self->renderers_, concert_id, after,
                       self->limits_.page_facts_max);
    };
    const Page page = co_await db::on_database(database_, db::Access::read, std::move(work));
    co_await stream.send(page.group.text());
    if (!page.is_full) co_return page.through;
    after = page.through;
  }
}

asio::awaitable<void> Feed::Impl::poll(std::shared_ptr<Impl> self) {
  std::optional<std::int64_t> position;
  while (!self->broadcasts_.polling_ends()) {
    const bool is_full = co_await self->try_read(position);
    // Also without news: a heartbeat may be due.
    self->broadcasts_.tell_followers();
    if (!is_full) co_await self->rest();
  }
}

/// The followers keep what they have while the database is away.
asio::awaitable<bool> Feed::Impl::try_read(std::optional<std::int64_t>& position) {
  try {
    const bool is_full = co_await read(position);
    has_failed_ = false;
    co_return is_full;
  } catch (const std::exception& failure) {
    if (!std::exchange(has_failed_, true)) {
      base::log(base::LogLevel::warning, "the live feed could not read the journal",
                {{"reason", std::string_view(failure.what())}});
    }
  }
  co_return false;
}

/// Reads on from `position`, at first from the newest fact; returns whether there may be more
/// already.
asio::awaitable<bool> Feed::Impl::read(std::optional<std::int64_t>& position) {
  if (!position)
    position = co_await db::on_database(database_, db::Access::read, core::newest_fact);
  const std::int64_t after = *position;
  auto work = [self = shared_from_this(), followed = broadcasts_.followed_after(after),
               after](db::Transaction& transaction) {
    return read_facts(transaction, self->renderers_, followed, after, self->limits_.page_facts_max);
  };
  const Reading reading = co_await db::on_database(database_, db::Access::read, std::move(work));
  position = reading.through;
  broadcasts_.add(reading);
  co_return reading.is_full;
}

/// Until the next reading is due: at the latest after the poll interval, sooner when woken, but
/// never at once, so that a burst of commits costs one reading.
asio::awaitable<void> Feed::Impl::rest() {
  timer_.expires_after(limits_.wake_interval);
  co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!is_woken_) {
    is_resting_ = true;
    timer_.expires_after(limits_.poll_interval);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    is_resting_ = false;
  }
  is_woken_ = false;
}

Feed::Feed(db::Database& database, asio::any_io_executor executor, Renderers renderers,
           const FeedLimits& limits)
    : impl_(std::make_shared<Impl>(database, std::move(executor), std::move(renderers), limits)) {}

Feed::~Feed() = default;

void Feed::wake() { impl_->wake(); }

void Feed::require_room() const { impl_->broadcasts().require_room(); }

asio::awaitable<void> Feed::follow(base::ConcertId concert_id,
                                   std::optional<std::int64_t> last_event_id,
                                   http::BodyStream& stream) {
  return Impl::follow(impl_, concert_id, last_event_id, stream);
}

std::size_t Feed::follower_count() const { return impl_->broadcasts().follower_count(); }

}  // namespace admitone::live
