#pragma once
// The database's own threads: one queue, and workers that each own a connection. Only for this
// room.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "db/database.hpp"

namespace admitone::db {

struct Job {
  Access access;
  Database::Work work;
  Database::Done done;
  IfCommitUnknown if_unknown;
};

/// Does one job at a time, on one thread.
class Worker {
 public:
  virtual ~Worker() = default;
  /// Runs the job's work in a transaction and commits it. Throws what kept it from being committed,
  /// after the rollback.
  virtual void run(const Job& job) = 0;
};

class WorkerPool {
 public:
  /// Starts one thread for each worker.
  explicit WorkerPool(std::vector<std::unique_ptr<Worker>> workers);
  /// Finishes the jobs that are queued, then ends the threads.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Any thread. Jobs begin in the order of their submission, each with the worker that has rested
  /// the shortest: its connection knows the statements, and its memory is still in the caches.
  void submit(Job job);
  /// Any thread.
  Usage usage() const;

 private:
  struct Sleeper {
    std::condition_variable wakes;
    bool is_awake = true;
  };

  void work_off(Worker& worker);
  /// Under the lock, where somebody is idle.
  void wake_newest();

  mutable std::mutex mutex_;
  std::vector<Sleeper*> idle_;
  std::deque<Job> jobs_;
  std::size_t busy_ = 0;
  bool closing_ = false;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::jthread> threads_;
};

}  // namespace admitone::db
