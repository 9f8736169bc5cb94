#include "core/users.hpp"

#include <algorithm>

#include <boost/describe/class.hpp>

#include "base/refusal.hpp"
#include "core/journal.hpp"
#include "core/search_pattern.hpp"
#include "core/sessions.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(User, (),
                      (id, username, email, role, is_active, email_verified_at, created_at,
                       updated_at))

namespace {

const std::string columns =
    "id, username, email, role, is_active, email_verified_at, created_at, updated_at";

const std::string insert_sql =
    "INSERT INTO users (username, email, role, password_hash, is_active, email_verified_at,"
    " created_at, updated_at) VALUES ($1, $2, $3, $4, 1, $5, $6, $6)"
    " ON CONFLICT DO NOTHING RETURNING " +
    columns;

const std::string by_id_sql = "SELECT " + columns + " FROM users WHERE id = $1";

const std::string by_username_sql =
    "SELECT " + columns + " FROM users WHERE lower(username) = lower(CAST($1 AS TEXT))";

const std::string list_sql = "SELECT " + columns +
                             " FROM users WHERE id > $1 AND (CAST($3 AS TEXT) IS NULL OR role = $3)"
                             " AND (CAST($4 AS TEXT) IS NULL OR lower(username) LIKE $4 ESCAPE '\\'"
                             " OR lower(email) LIKE $4 ESCAPE '\\') ORDER BY id LIMIT $2";

const std::string lock_sql =
    "SELECT " + columns + " FROM users WHERE id IN ($1, $2) ORDER BY id FOR UPDATE OF users";

const std::string change_sql =
    "UPDATE users SET role = COALESCE(CAST($2 AS TEXT), role),"
    " is_active = COALESCE(CAST($3 AS INTEGER), is_active),"
    " password_hash = COALESCE(CAST($4 AS TEXT), password_hash), updated_at = $5"
    " WHERE id = $1 RETURNING " +
    columns;

User insert(db::Transaction& transaction, const NewUser& user, base::Timestamp now) {
  const auto verified_at = user.email_is_verified ? std::optional(now) : std::nullopt;
  auto added = transaction.find<User>(
      insert_sql, {user.username, user.email, user.role, user.password_hash, verified_at, now});
  if (added) return *added;
  if (find_user(transaction, user.username)) {
    throw base::conflict("The username \"" + user.username + "\" is taken.");
  }
  throw base::conflict("The e-mail address is taken by another account.");
}

Fact user_fact(const std::string& kind, const User& user, std::optional<base::UserId> actor,
               const std::string& detail, base::Timestamp now) {
  Fact fact;
  fact.at = now;
  fact.kind = kind;
  fact.actor_user_id = actor;
  fact.subject_id = user.id.value;
  fact.detail = user.username + " " + detail;
  return fact;
}

std::string role_name(Role role) { return base::to_text(role); }

/// Throws unless `actor` may still do this now. The rows are locked, so that two administrators who
/// disable each other at the same moment do not leave the house without one.
void require_may_change(const User& user, const UserChange& change, const User& actor) {
  if (actor.id == user.id) {
    if (change.is_active == false) {
      throw base::conflict("You cannot disable yourself; another administrator can.");
    }
    if (change.role && *change.role != user.role) {
      throw base::conflict("You cannot change your own role; another administrator can.");
    }
  } else if (!actor.is_active || actor.role != Role::admin) {
    throw base::forbidden("Only an administrator may change somebody else's account.");
  }
}

std::vector<Fact> facts_of(const User& user, const UserChange& change,
                           std::optional<base::UserId> actor, base::Timestamp now) {
  std::vector<Fact> facts;
  if (change.role && *change.role != user.role) {
    facts.push_back(user_fact("user.role_changed", user, actor,
                              "is now " + role_name(*change.role) + ", was " + role_name(user.role),
                              now));
  }
  if (change.is_active && *change.is_active != user.is_active) {
    facts.push_back(*change.is_active
                        ? user_fact("user.enabled", user, actor, "was enabled", now)
                        : user_fact("user.disabled", user, actor, "was disabled", now));
  }
  if (change.password_hash) {
    facts.push_back(user_fact("user.password_changed", user, actor, "has a new password", now));
  }
  return facts;
}

}  // namespace

User add_user(db::Transaction& transaction, const NewUser& new_user,
              std::optional<base::UserId> actor, base::Timestamp now, Mailing mailing) {
  const User user = insert(transaction, new_user, now);
  // Only somebody who registers has nobody to vouch for the address.
  const bool is_registration =
      actor == user.id || (!actor && !new_user.email_is_verified && user.role == Role::viewer);
  if (is_registration) {
    post(transaction, mailing,
         NewLetter{.kind = LetterKind::verify_address, .to_email = user.email, .user_id = user.id},
         now);
  }
  record(transaction,
         is_registration
             ? user_fact("user.registered", user, user.id, "registered", now)
             : user_fact("user.added", user, actor, "was added as " + role_name(user.role), now));
  return user;
}

User add_first_admin(db::Transaction& transaction, const NewUser& new_user, base::Timestamp now) {
  const auto claimed = transaction.run(
      "UPDATE counters SET value = 1 WHERE name = 'setup' AND value = 0"
      " AND NOT EXISTS (SELECT 1 FROM users WHERE role = 'admin') RETURNING value");
  if (claimed.empty()) throw base::conflict("There already is an administrator; sign in instead.");
  NewUser admin = new_user;
  admin.role = Role::admin;
  const User user = insert(transaction, admin, now);
  record(transaction,
         user_fact("user.added", user, std::nullopt, "was added as the first administrator", now));
  return user;
}

bool has_admin(db::Transaction& transaction) {
  return !transaction.run("SELECT id FROM users WHERE role = 'admin' LIMIT 1").empty();
}

std::optional<User> find_user(db::Transaction& transaction, base::UserId id) {
  return transaction.find<User>(by_id_sql, {id});
}

std::optional<User> find_user(db::Transaction& transaction, const std::string& username) {
  return transaction.find<User>(by_username_sql, {username});
}

std::vector<User> list_users(db::Transaction& transaction, const UserFilter& filter,
                             base::UserId after, std::int64_t limit) {
  std::optional<std::string> pattern;
  if (filter.search) pattern = containing(*filter.search);
  return transaction.list<User>(list_sql, {after, limit, filter.role, pattern});
}

User change_user(db::Transaction& transaction, base::UserId id, const UserChange& change,
                 std::optional<base::UserId> actor, base::Timestamp now) {
  const auto locked = transaction.list<User>(lock_sql, {id, actor.value_or(id)});
  const auto row_of = [&](base::UserId wanted) {
    return std::ranges::find(locked, wanted, &User::id);
  };
  const auto user = row_of(id);
  if (user == locked.end()) throw base::not_found("There is no such user.");
  if (actor) {
    const auto acting = row_of(*actor);
    if (acting == locked.end()) throw base::forbidden("The acting user does not exist.");
    require_may_change(*user, change, *acting);
  }

  auto facts = facts_of(*user, change, actor, now);
  if (facts.empty()) return *user;
  const auto changed = transaction.find<User>(
      change_sql, {id, change.role, change.is_active, change.password_hash, now});
  if (change.is_active == false || change.password_hash) end_sessions_of(transaction, id, now);
  record(transaction, facts);
  return changed.value();
}

}  // namespace admitone::core
