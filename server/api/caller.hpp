#pragma once
// Who asks. The access token names a session; the session's user is read from the database at most
// once in half a second, so that a logout, a disabled user or a changed role takes effect within a
// second on every node without a query for each admission.

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include <boost/asio/awaitable.hpp>

#include "core/access_token.hpp"
#include "core/users.hpp"
#include "db/database.hpp"
#include "http/message.hpp"

namespace admitone::api {

struct Caller {
  std::string session_id;
  core::User user;
};

/// Who may call an endpoint.
enum class Who { open, signed_in, scanners, admins };

class Callers {
 public:
  static constexpr std::chrono::milliseconds fresh{400};  ///< older: one caller asks again
  static constexpr std::chrono::milliseconds usable{
      800};  ///< older: everybody waits for the answer
  static constexpr std::size_t remembered_max = 10'000;

  Callers(db::Database& database, const core::AccessTokens& tokens);

  /// The request's caller. Throws base::Refusal (unauthenticated) without a bearer token, or when
  /// the token is not valid or its session has ended.
  boost::asio::awaitable<Caller> identify(const http::Request& request, base::Timestamp now);

  /// The session's user while the session lasts; nothing once it has ended.
  boost::asio::awaitable<std::optional<core::User>> find_user(std::string session_id,
                                                              base::Timestamp now);

  /// Forgets what is remembered: call after a change of users or sessions on this node, so that it
  /// takes effect at once here.
  void forget();

 private:
  struct Remembered {
    core::User user;
    base::Timestamp checked_at;
    bool is_being_checked = false;
  };
  std::optional<core::User> recall(const std::string& session_id, base::Timestamp now);
  void remember(const std::string& session_id, const core::User& user, base::Timestamp now);

  db::Database& database_;
  const core::AccessTokens& tokens_;
  std::mutex mutex_;
  std::unordered_map<std::string, Remembered> remembered_;
  std::int64_t generation_ = 0;
};

/// Whether the role is one of those that may.
bool is_permitted(Who who, core::Role role);

/// Throws base::Refusal (forbidden, saying who may) unless the user's role is allowed.
void permit(Who who, core::Role role);

/// "anybody", "anybody signed in", "scanners and admins", "admins": for people and the contract.
const char* describe(Who who);

}  // namespace admitone::api
