#pragma once
// Threads for work that takes long, before a queue that has an end: what comes when it is full is
// refused at once, and nothing piles up.

#include <atomic>
#include <cstddef>
#include <type_traits>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include "base/await.hpp"
#include "base/refusal.hpp"

namespace admitone::api {

class BoundedPool {
 public:
  /// `when_full` is thrown for work that comes while `waiting_max` others wait or are being done.
  BoundedPool(std::size_t threads, int waiting_max, base::Refusal when_full);
  /// Waits for what has begun.
  ~BoundedPool();

  /// Runs `work()` on one of the threads and returns its result; rethrows what it throws.
  template <class F>
  boost::asio::awaitable<std::invoke_result_t<F>> run(F work) {
    const Place place(*this);
    const auto borrowed = [&work] { return work(); };
    co_return co_await base::on_pool(threads_, borrowed);
  }

 private:
  /// One of the places that there are, from asking for it until the work's end.
  class Place {
   public:
    explicit Place(BoundedPool& pool);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    BoundedPool& pool_;
  };

  boost::asio::thread_pool threads_;
  int waiting_max_;
  base::Refusal when_full_;
  std::atomic<int> waiting_ = 0;
};

}  // namespace admitone::api
