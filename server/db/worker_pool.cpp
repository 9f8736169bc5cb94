#include "db/worker_pool.hpp"

#include <exception>
#include <utility>

namespace admitone::db {

namespace {

/// noexcept on purpose: nobody is left to tell when a job's own `done` throws.
void finish(Job& job, std::exception_ptr failure) noexcept {
  job.work = nullptr;  // What the work owns must be free again before its submitter goes on.
  job.done(std::move(failure));
}

void do_job(Worker& worker, Job job) {
  std::exception_ptr failure;
  try {
    worker.run(job);
  } catch (...) {
    failure = std::current_exception();
  }
  finish(job, std::move(failure));
}

}  // namespace

WorkerPool::WorkerPool(std::vector<std::unique_ptr<Worker>> workers)
    : workers_(std::move(workers)) {
  for (const auto& worker : workers_) {
    threads_.emplace_back([this, &worker = *worker] { work_off(worker); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    while (!idle_.empty()) wake_newest();
  }
  threads_.clear();  // joins
}

void WorkerPool::submit(Job job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  if (!idle_.empty()) wake_newest();
}

Usage WorkerPool::usage() const {
  const std::lock_guard lock(mutex_);
  return {workers_.size(), busy_, jobs_.size()};
}

void WorkerPool::wake_newest() {
  idle_.back()->is_awake = true;
  idle_.back()->wakes.notify_one();
  idle_.pop_back();
}

void WorkerPool::work_off(Worker& worker) {
  Sleeper sleeper;
  for (std::unique_lock lock(mutex_);; --busy_) {
    while (jobs_.empty() && !closing_) {
      sleeper.is_awake = false;
      idle_.push_back(&sleeper);
      sleeper.wakes.wait(lock, [&] { return sleeper.is_awake; });
    }
    if (jobs_.empty()) return;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    ++busy_;
    lock.unlock();

    // What the job owns is let go before the queue is locked again.
    do_job(worker, std::move(job));
    lock.lock();
  }
}

}  // namespace admitone::db
