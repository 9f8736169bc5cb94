#include "core/sessions.hpp"

#include <boost/describe/class.hpp>

#include "base/random.hpp"
#include "base/refusal.hpp"
#include "base/secret.hpp"

namespace admitone::core {

namespace {

/// A user's stored password, as a row.
struct PasswordRow {
  base::UserId user_id;
  std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(PasswordRow, (), (user_id, password_hash))

constexpr std::size_t session_id_octets = 16;
constexpr std::size_t session_id_characters = 22;

/// "<session id>.<secret>": the id finds the row, the secret is what the digest is compared for.
std::string make_refresh_token(const std::string& session_id) {
  return session_id + "." + base::random_token();
}

base::Bytes digest_of(const std::string& refresh_token) {
  return base::digest(base::as_bytes(refresh_token));
}

/// Nothing when the text cannot be a refresh token of ours.
std::optional<std::string> session_id_of(const std::string& refresh_token) {
  const auto id = refresh_token.substr(0, refresh_token.find('.'));
  if (id.size() != session_id_characters || !base::from_base64url(id)) return std::nullopt;
  return id;
}

std::int64_t microseconds(std::chrono::hours time) {
  return std::chrono::microseconds(time).count();
}

}  // namespace

std::optional<Credentials> find_credentials(db::Transaction& transaction,
                                            const std::string& username) {
  const auto row = transaction.find<PasswordRow>(
      "SELECT id, password_hash FROM users WHERE lower(username) = lower(CAST($1 AS TEXT))"
      " OR lower(email) = lower(CAST($1 AS TEXT))",
      {username});
  // Asked for in either case, so that an unknown name takes as long as a known one.
  const auto user = find_user(transaction, row ? row->user_id : base::UserId{});
  if (!row || !user) return std::nullopt;
  return Credentials{*user, row->password_hash};
}

SessionGrant open_session(db::Transaction& transaction, const User& user, base::Timestamp now) {
  // Checking a password takes its time; who was disabled or got a new password meanwhile must not
  // slip through. The lock makes a change of the user wait until this session is there to be ended.
  const auto unchanged = transaction.run(
      "SELECT id FROM users WHERE id = $1 AND is_active = 1 AND updated_at = $2"
      " FOR UPDATE OF users",
      {user.id, user.updated_at});
  if (unchanged.empty()) {
    throw base::Refusal(base::RefusalKind::unauthenticated,
                        "The account was changed at this moment; sign in again.");
  }
  const auto session_id = base::to_base64url(base::random_bytes(session_id_octets));
  SessionGrant grant{session_id, make_refresh_token(session_id), user};
  const auto digest = digest_of(grant.refresh_token);
  transaction.run(
      "INSERT INTO sessions (id, user_id, refresh_digest, created_at, refreshed_at, expires_at)"
      " VALUES ($1, $2, $3, $4, $4, $5)",
      {grant.session_id, user.id, digest, now, now + session_idle_max});
  return grant;
}

std::optional<SessionGrant> rotate_session(db::Transaction& transaction,
                                           const std::string& refresh_token, base::Timestamp now) {
  const auto session_id = session_id_of(refresh_token);
  if (!session_id) return std::nullopt;
  const auto next_token = make_refresh_token(*session_id);
  const auto digest = digest_of(refresh_token);
  const auto next_digest = digest_of(next_token);
  const auto user_id = transaction.find<base::UserId>(
      "UPDATE sessions SET refresh_digest = $3, refreshed_at = $4, expires_at ="
      " CASE WHEN created_at + CAST($5 AS BIGINT) < CAST($6 AS BIGINT)"
      " THEN created_at + CAST($5 AS BIGINT) ELSE CAST($6 AS BIGINT) END"
      " WHERE id = $1 AND refresh_digest = $2 AND ended_at IS NULL AND expires_at > $4"
      " AND user_id IN (SELECT id FROM users WHERE is_active = 1) RETURNING user_id",
      {*session_id, digest, next_digest, now, microseconds(session_age_max),
       now + session_idle_max});
  if (user_id) {
    return SessionGrant{*session_id, next_token, find_user(transaction, *user_id).value()};
  }
  // A token of a living session that is not its present one was used before, by its owner or by a
  // thief: the session ends for both.
  transaction.run(
      "UPDATE sessions SET ended_at = $3"
      " WHERE id = $1 AND refresh_digest <> $2 AND ended_at IS NULL",
      {*session_id, digest, now});
  return std::nullopt;
}

void end_session(db::Transaction& transaction, const std::string& refresh_token,
                 base::Timestamp now) {
  // An earlier token of the session ends it just as well: rotate_session would do the same.
  if (const auto session_id = session_id_of(refresh_token)) {
    end_session_by_id(transaction, *session_id, now);
  }
}

void end_session_by_id(db::Transaction& transaction, const std::string& session_id,
                       base::Timestamp now) {
  transaction.run("UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL",
                  {session_id, now});
}

void end_sessions_of(db::Transaction& transaction, base::UserId user_id, base::Timestamp now) {
  transaction.run("UPDATE sessions SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL",
                  {user_id, now});
}

std::optional<User> find_session_user(db::Transaction& transaction, const std::string& session_id,
                                      base::Timestamp now) {
  const auto user_id = transaction.find<base::UserId>(
      "SELECT user_id FROM sessions WHERE id = $1 AND ended_at IS NULL AND expires_at > $2",
      {session_id, now});
  if (!user_id) return std::nullopt;
  auto user = find_user(transaction, *user_id);
  return user && user->is_active ? user : std::nullopt;
}

}  // namespace admitone::core
