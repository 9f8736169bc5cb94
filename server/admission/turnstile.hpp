#pragma once
// The turnstile: a queue of scans -> one transaction per batch (group commit) -> a verdict for
// each. It makes admissions fast; that each ticket admits one is guaranteed below it, by core's
// statements.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "core/scans.hpp"
#include "core/signing_keys.hpp"
#include "db/database.hpp"

namespace admitone::admission {

struct TurnstileLimits {
  std::size_t batch_scans_max = 256;  ///< in one transaction
  /// Where the database lets more than one transaction write. Another batch begins beside one that
  /// is under way when at least `company_scans_min` wait for it.
  std::size_t batches_at_once_max = 2;
  std::size_t company_scans_min = 32;
  std::size_t queued_scans_max = 8192;  ///< more: refused as unavailable, to be tried again
};

/// What happened to a batch, for metrics.
struct BatchReport {
  /// Of the scans that shared one committed transaction, before they are delivered.
  std::span<const core::ScanOutcome> outcomes;
};

class Turnstile {
 public:
  /// Called exactly once, on a database thread, after the commit that the outcome belongs to; at
  /// once, on the submitter's thread, when the queue is full. Must not throw.
  using Deliver = std::function<void(core::ScanOutcome)>;

  /// Borrows the database and the keys, which must outlive it. `observe` is called on a database
  /// thread after each commit.
  Turnstile(db::Database& database, core::SigningKeys& keys, const TurnstileLimits& limits,
            std::function<void(const BatchReport&)> observe);
  /// Waits until everything that was submitted is delivered.
  ~Turnstile();

  /// Queues a scan. A lone scan goes at once: it never waits for company. The outcome is a verdict,
  /// or an exception: a base::Refusal (the scan's own fault, or `unavailable` with retry_after_s
  /// when the queue is full), db::Unavailable, or whatever made the scan fail even alone. Any
  /// thread.
  void submit(core::ScanAttempt attempt, Deliver deliver);

  /// Scans that wait for the next batch. Any thread.
  std::size_t waiting() const;
  /// Verdicts that were delivered so far: whether they become more tells whether the door is in
  /// use. Any thread.
  std::uint64_t delivered() const;

 private:
  class Queue;
  std::shared_ptr<Queue> queue_;
};

}  // namespace admitone::admission
