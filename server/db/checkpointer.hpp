#pragma once
// Copies SQLite's log into the database beside the writer, so that no transaction waits for a long
// copy. Only for this room.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "db/sqlite_connection.hpp"

namespace admitone::db {

struct CheckpointLimits {
  /// Copying begins: 128 MiB. A page that changes again and again is copied once.
  std::size_t log_pages = 131'072;
  /// Between two tries to copy a log that somebody reads for long, so that it cannot start afresh.
  std::size_t pages_between_tries = 16'384;
  std::size_t pages_left_to_writer = 512;
  /// At a stretch: a writer that fills the log as fast as it is copied is not raced for ever.
  int copies = 8;
};

class Checkpointer {
 public:
  /// Opens a connection of its own and starts a thread. Throws StartError with one clear line.
  explicit Checkpointer(const std::string& path, const CheckpointLimits& limits = {});
  /// Waits for a copy that is under way.
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  /// For the writer, between two transactions. A long log begins to be copied; once nearly all of
  /// it has been, this call copies the rest, a matter of milliseconds, and the next transaction
  /// starts the log afresh. A copy that fails is logged and tried again. The writer's thread only.
  void between_transactions(SqliteConnection& writer);

 private:
  void work();
  /// Until little is left: the writer goes on meanwhile.
  void copy_most();
  /// Whether little is left. What is copied beside the writer is made durable there too: the
  /// writer, who copies the last of it, would wait for all of it otherwise (20 ms for 64 MiB).
  bool try_copy(SqliteConnection& connection);

  const CheckpointLimits limits_;
  SqliteConnection connection_;
  std::size_t begins_at_pages_;  ///< the writer's thread only
  std::atomic<bool> has_failed_ = false;
  std::atomic<bool> is_nearly_done_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_wanted_ = false;
  bool is_closing_ = false;
  std::jthread thread_;
};

}  // namespace admitone::db
