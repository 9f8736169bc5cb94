#pragma once
// The bridge between coroutines and threads that block: a coroutine waits here while work runs
// elsewhere, and goes on where it was, on its own executor.
//
// In coroutines the operand of co_await never gets a temporary that has something to destroy (a
// lambda that captures a string, a conditional): g++ 12 destroys some of those twice. It gets a
// name first.

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace admitone::base {

/// Suspends the caller, starts `begin(finish)` at once, and resumes with what `finish(failure,
/// value)` is given, from whichever thread. `finish` must be called exactly once.
template <class T, class Begin>
boost::asio::awaitable<T> wait_for(Begin begin) {
  namespace asio = boost::asio;
  return asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, T)>(
      [begin = std::move(begin)](auto handler) mutable {
        auto executor = asio::get_associated_executor(handler);
        auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
        begin([waiting, executor, guard = asio::make_work_guard(executor)](
                  std::exception_ptr failure, T value) mutable {
          asio::post(executor, [waiting = std::move(waiting), failure = std::move(failure),
                                value = std::move(value)]() mutable {
            (*waiting)(failure, std::move(value));
          });
        });
      },
      asio::use_awaitable);
}

/// The value that a finished wait has; an exception was thrown instead when it has none.
template <class T>
boost::asio::awaitable<T> unwrap(boost::asio::awaitable<std::optional<T>> waited) {
  std::optional<T> value = co_await std::move(waited);
  co_return std::move(*value);
}

/// Runs `work()` on a pool of threads and returns its result; rethrows what it throws.
template <class Pool, class F>
auto on_pool(Pool& pool, F work) -> boost::asio::awaitable<std::invoke_result_t<F>> {
  using Result = std::optional<std::invoke_result_t<F>>;
  return unwrap(wait_for<Result>([&pool, work = std::move(work)](auto finish) {
    boost::asio::post(pool, [work, finish]() mutable {
      Result result;
      std::exception_ptr failure;
      try {
        result = work();
      } catch (...) {
        failure = std::current_exception();
      }
      finish(std::move(failure), std::move(result));
    });
  }));
}

}  // namespace admitone::base
