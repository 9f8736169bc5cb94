#include "db/checkpointer.hpp"

#include <exception>
#include <utility>

#include "base/log.hpp"

namespace admitone::db {

Checkpointer::Checkpointer(const std::string& path, const CheckpointLimits& limits)
    : limits_(limits),
      connection_(path, SqliteRole{.writes = true}),
      begins_at_pages_(limits.log_pages),
      thread_([this] { work(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    is_closing_ = true;
  }
  changed_.notify_one();
}

void Checkpointer::between_transactions(SqliteConnection& writer) {
  if (is_nearly_done_.exchange(false)) {
    try_copy(writer);
    return;
  }
  const std::size_t pages = writer.log_pages();
  if (pages < limits_.log_pages) begins_at_pages_ = limits_.log_pages;
  if (pages < begins_at_pages_) return;
  begins_at_pages_ = pages + limits_.pages_between_tries;
  {
    const std::lock_guard lock(mutex_);
    is_wanted_ = true;
  }
  changed_.notify_one();
}

void Checkpointer::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return is_wanted_ || is_closing_; });
    if (is_closing_) return;
    is_wanted_ = false;
    lock.unlock();
    copy_most();
    lock.lock();
  }
}

void Checkpointer::copy_most() {
  for (int copy = 0; copy < limits_.copies; ++copy) {
    if (!try_copy(connection_)) continue;
    is_nearly_done_ = true;
    return;
  }
}

bool Checkpointer::try_copy(SqliteConnection& connection) {
  try {
    const auto [log_pages, copied_pages] = connection.checkpoint();
    const bool is_beside_writer = &connection == &connection_;
    if (is_beside_writer) connection.sync_copied();
    has_failed_ = false;
    return log_pages - copied_pages <= limits_.pages_left_to_writer;
  } catch (const std::exception& failure) {
    // Nothing is lost: the log only grows meanwhile.
    if (!has_failed_.exchange(true)) {
      base::log(base::LogLevel::warning, "the database's log could not be copied into it",
                {{"reason", std::string_view(failure.what())}});
    }
    return false;
  }
}

}  // namespace admitone::db
