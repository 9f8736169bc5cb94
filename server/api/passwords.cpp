#include "api/passwords.hpp"

#include "base/password.hpp"
#include "base/priority.hpp"

namespace admitone::api {
namespace {

constexpr int hashing_nice_value = 19;
constexpr int retry_after_s = 5;

}  // namespace

Passwords::Passwords(std::size_t threads)
    : pool_(threads, waiting_max,
            base::Refusal(
                base::RefusalKind::too_many,
                "Too many people are signing in at this moment. Try again in a few seconds.", {},
                retry_after_s)) {}

template <class F>
boost::asio::awaitable<std::invoke_result_t<F>> Passwords::run(F work) {
  auto humbly = [&work] {
    base::give_way(hashing_nice_value);
    return work();
  };
  co_return co_await pool_.run(humbly);
}

boost::asio::awaitable<std::string> Passwords::hash(std::string password) {
  return run([password = std::move(password)] { return base::hash_password(password); });
}

boost::asio::awaitable<bool> Passwords::matches(std::string password, std::string hash) {
  return run([password = std::move(password), hash = std::move(hash)] {
    return base::password_matches(password, hash);
  });
}

}  // namespace admitone::api
