#include "admission/turnstile.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "base/refusal.hpp"

namespace admitone::admission {

namespace {

/// Scans that are judged in one transaction. Its work may run more than once, always on the same
/// scans.
struct Batch {
  std::vector<core::ScanAttempt> attempts;
  std::vector<Turnstile::Deliver> delivers;
  std::optional<core::JudgedScans> judged = {};

  void add(core::ScanAttempt attempt, Turnstile::Deliver deliver) {
    attempts.push_back(std::move(attempt));
    delivers.push_back(std::move(deliver));
  }

  /// After the commit.
  std::vector<core::ScanOutcome> outcomes() { return std::move(judged).value().outcomes(); }

  void deliver_failure(const std::exception_ptr& failure, std::size_t from = 0) {
    for (std::size_t index = from; index < delivers.size(); ++index) delivers[index](failure);
  }
};

bool is_unavailable(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const db::Unavailable&) {
    return true;
  } catch (...) {
    return false;
  }
}

std::exception_ptr queue_is_full() {
  return std::make_exception_ptr(base::Refusal(
      base::RefusalKind::unavailable, "More scans are waiting than the server can take.", {}, 1));
}

}  // namespace

/// Shared with the jobs in the database's queue. Each batch under way ends by starting the next
/// one, or by resting. A second one reads and locks while the first is written and made durable;
/// where they meet, the statements decide, as between two nodes.
class Turnstile::Queue : public std::enable_shared_from_this<Queue> {
 public:
  Queue(db::Database& database, core::SigningKeys& keys, const TurnstileLimits& limits,
        std::function<void(const BatchReport&)> observe)
      : database_(database),
        keys_(keys),
        limits_(limits),
        batches_max_(database.engine() == db::Engine::sqlite ? 1 : limits.batches_at_once_max),
        observe_(std::move(observe)) {}

  void submit(core::ScanAttempt attempt, Deliver deliver) {
    std::unique_lock lock(mutex_);
    if (waiting_.size() >= limits_.queued_scans_max) {
      lock.unlock();
      deliver(queue_is_full());
      return;
    }
    waiting_.push_back({std::move(attempt), std::move(deliver)});
    if (!may_start()) return;
    ++batches_under_way_;
    lock.unlock();
    start_batch();
  }

  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }

  std::uint64_t delivered() const { return delivered_; }

  void drain() {
    std::unique_lock lock(mutex_);
    rests_.wait(lock, [this] { return batches_under_way_ == 0; });
  }

 private:
  struct Waiter {
    core::ScanAttempt attempt;
    Deliver deliver;
  };

  /// Under the lock.
  bool may_start() const {
    if (batches_under_way_ == 0) return !waiting_.empty();
    return batches_under_way_ < batches_max_ && waiting_.size() >= limits_.company_scans_min;
  }

  void start_batch() {
    auto batch = std::make_shared<Batch>();
    auto work = [self = shared_from_this(), batch](db::Transaction& transaction) {
      // Taken only now that the transaction begins: what came meanwhile shares it.
      if (batch->attempts.empty()) self->take(*batch, self->limits_.batch_scans_max);
      if (batch->attempts.empty()) return;  // The other batch has taken them.
      batch->judged = core::record_scans(transaction, self->keys_, batch->attempts);
    };
    auto done = [self = shared_from_this(), batch](std::exception_ptr failure) {
      self->finish_batch(batch, std::move(failure));
    };
    // A scan finds its own earlier verdict by its scan_id, so it may run again.
    database_.submit(db::Access::write, std::move(work), std::move(done),
                     db::IfCommitUnknown::run_again);
  }

  void finish_batch(const std::shared_ptr<Batch>& batch, std::exception_ptr failure) {
    if (!failure) {
      if (!batch->attempts.empty()) deliver(*batch);
      go_on();
    } else if (is_unavailable(failure) || batch->attempts.empty()) {
      // Nobody who waits now would fare better, and each try may last as long as a time-out.
      take(*batch, limits_.queued_scans_max);
      batch->deliver_failure(failure);
      go_on();
    } else {
      judge_alone(batch, 0);
    }
  }

  /// The outcomes of its last transaction, to those who wait, from the `first` on.
  void deliver(Batch& batch, std::size_t first = 0) {
    std::vector<core::ScanOutcome> outcomes = batch.outcomes();
    observe_({outcomes});
    delivered_ += outcomes.size();
    for (std::size_t place = 0; place < outcomes.size(); ++place) {
      batch.delivers[first + place](std::move(outcomes[place]));
    }
  }

  /// One scan made the batch fail, or met another node's at the same moment: each gets a
  /// transaction of its own, one after the other, so that it spoils nothing for its neighbours.
  void judge_alone(std::shared_ptr<Batch> batch, std::size_t index) {
    auto work = [self = shared_from_this(), batch, index](db::Transaction& transaction) {
      batch->judged = core::record_scans(transaction, self->keys_, {&batch->attempts[index], 1});
    };
    auto done = [self = shared_from_this(), batch, index](std::exception_ptr failure) {
      self->finish_alone(batch, index, std::move(failure));
    };
    database_.submit(db::Access::write, std::move(work), std::move(done),
                     db::IfCommitUnknown::run_again);
  }

  void finish_alone(const std::shared_ptr<Batch>& batch, std::size_t index,
                    std::exception_ptr failure) {
    if (!failure) {
      deliver(*batch, index);
    } else if (is_unavailable(failure)) {
      batch->deliver_failure(failure, index);
      return go_on();
    } else {
      batch->delivers[index](std::move(failure));
    }
    if (index + 1 == batch->attempts.size()) return go_on();
    judge_alone(batch, index + 1);
  }

  void go_on() {
    {
      const std::lock_guard lock(mutex_);
      --batches_under_way_;
      if (!may_start()) {
        if (batches_under_way_ == 0) rests_.notify_all();
        return;
      }
      ++batches_under_way_;
    }
    start_batch();
  }

  /// Moves up to `scans_max` waiting scans into the batch.
  void take(Batch& batch, std::size_t scans_max) {
    const std::lock_guard lock(mutex_);
    for (; scans_max > 0 && !waiting_.empty(); --scans_max) {
      batch.add(std::move(waiting_.front().attempt), std::move(waiting_.front().deliver));
      waiting_.pop_front();
    }
  }

  db::Database& database_;
  core::SigningKeys& keys_;
  const TurnstileLimits limits_;
  const std::size_t batches_max_;
  const std::function<void(const BatchReport&)> observe_;
  mutable std::mutex mutex_;
  std::condition_variable rests_;
  std::deque<Waiter> waiting_;
  std::size_t batches_under_way_ = 0;
  std::atomic<std::uint64_t> delivered_ = 0;
};

Turnstile::Turnstile(db::Database& database, core::SigningKeys& keys, const TurnstileLimits& limits,
                     std::function<void(const BatchReport&)> observe)
    : queue_(std::make_shared<Queue>(database, keys, limits, std::move(observe))) {}

Turnstile::~Turnstile() { queue_->drain(); }

void Turnstile::submit(core::ScanAttempt attempt, Deliver deliver) {
  queue_->submit(std::move(attempt), std::move(deliver));
}

std::size_t Turnstile::waiting() const { return queue_->waiting(); }

std::uint64_t Turnstile::delivered() const { return queue_->delivered(); }

}  // namespace admitone::admission
