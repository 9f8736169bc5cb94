#pragma once
// Sessions: what a login opens, a refresh prolongs, and a logout, a reused refresh token, a new
// password or a disabled user ends.

#include <chrono>
#include <optional>
#include <string>

#include "core/users.hpp"
#include "db/database.hpp"

namespace admitone::core {

inline constexpr std::chrono::hours session_idle_max{24 * 30};  ///< without a refresh
inline constexpr std::chrono::hours session_age_max{24 * 90};   ///< in all

struct Credentials {
  User user;
  std::string password_hash;
};

/// Who would sign in under this name or address (without regard to case), active or not.
std::optional<Credentials> find_credentials(db::Transaction& transaction,
                                            const std::string& username);

/// A session's new refresh token: opaque, carries the session's id, stored only as a digest.
struct SessionGrant {
  std::string session_id;
  std::string refresh_token;
  User user;
};

/// Throws base::Refusal (unauthenticated) when the user was changed or disabled since `user` was
/// read.
SessionGrant open_session(db::Transaction& transaction, const User& user, base::Timestamp now);

/// Exchanges a refresh token for the next one. Nothing when the token is unknown, expired, its
/// session has ended or its user is disabled. A token that was exchanged before ends its session:
/// somebody else holds it. Returned rather than thrown, so that the ending is committed.
std::optional<SessionGrant> rotate_session(db::Transaction& transaction,
                                           const std::string& refresh_token, base::Timestamp now);

/// Ends the session that the refresh token belongs to, whether it is the newest of that session or
/// was exchanged before; nothing happens when there is none.
void end_session(db::Transaction& transaction, const std::string& refresh_token,
                 base::Timestamp now);
/// Ends the session with this id.
void end_session_by_id(db::Transaction& transaction, const std::string& session_id,
                       base::Timestamp now);
/// Ends all of a user's sessions.
void end_sessions_of(db::Transaction& transaction, base::UserId user_id, base::Timestamp now);

/// Who the session belongs to, while it has not ended or expired and the user is active.
std::optional<User> find_session_user(db::Transaction& transaction, const std::string& session_id,
                                      base::Timestamp now);

}  // namespace admitone::core
