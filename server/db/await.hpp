#pragma once
// Transactions for coroutines, which never block the event loop.

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "base/await.hpp"
#include "db/database.hpp"

namespace admitone::db {

/// Runs `work(transaction)` in a transaction on the database's threads and returns its result after
/// the commit; rethrows what it throws.
template <class F>
auto on_database(Database& database, Access access, F work)
    -> boost::asio::awaitable<std::invoke_result_t<F, Transaction&>> {
  using Result = std::optional<std::invoke_result_t<F, Transaction&>>;
  const auto if_unknown =
      access == Access::read ? IfCommitUnknown::run_again : IfCommitUnknown::fail;
  return base::unwrap(
      base::wait_for<Result>([&database, access, if_unknown, work = std::move(work)](auto finish) {
        auto result = std::make_shared<Result>();
        database.submit(
            access, [work, result](Transaction& transaction) { *result = work(transaction); },
            [result, finish](std::exception_ptr failure) mutable {
              finish(std::move(failure), std::move(*result));
            },
            if_unknown);
      }));
}

}  // namespace admitone::db
