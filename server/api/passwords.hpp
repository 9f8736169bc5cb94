#pragma once
// Password hashing off the event loop: on a pool of its own, with a bounded queue, so that a storm
// of sign-ins never delays an admission and never piles up without end.

#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include "api/bounded_pool.hpp"

namespace admitone::api {

class Passwords {
 public:
  static constexpr int waiting_max = 256;  ///< more: refused with 429, to be tried again

  /// Runs on `threads` threads of the lowest priority.
  explicit Passwords(std::size_t threads);

  /// The hash to store.
  boost::asio::awaitable<std::string> hash(std::string password);
  /// Whether the password made the hash.
  boost::asio::awaitable<bool> matches(std::string password, std::string hash);

 private:
  template <class F>
  boost::asio::awaitable<std::invoke_result_t<F>> run(F work);

  BoundedPool pool_;
};

}  // namespace admitone::api
