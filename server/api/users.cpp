#include "api/users.hpp"

#include "api/endpoints.hpp"
#include "api/optional_text.hpp"
#include "api/page.hpp"

namespace admitone::api {

struct NewUserRequest {
  core::Username username;
  core::Email email;
  core::Password password;
  std::optional<core::Role> role;
};
BOOST_DESCRIBE_STRUCT(NewUserRequest, (), (username, email, password, role))

struct UserChangeRequest {
  std::optional<core::Role> role;
  std::optional<bool> is_active;
  std::optional<core::Password> password;
};
BOOST_DESCRIBE_STRUCT(UserChangeRequest, (), (role, is_active, password))

struct UserQuery {
  std::optional<core::Role> role;
  std::optional<base::Name> q;
  std::optional<Cursor> cursor;
  std::optional<PageLimit> limit;
};
BOOST_DESCRIBE_STRUCT(UserQuery, (), (role, q, cursor, limit))

namespace {

Page<User> list(Call&, db::Transaction& transaction, const UserQuery& query) {
  const std::int64_t limit = row_limit(query.limit);
  const base::UserId after{query.cursor ? query.cursor->row() : 0};
  return make_page(
      core::list_users(transaction, {query.role, text_of(query.q)}, after, limit + 1), limit,
      [](const core::User& user) { return present(user); },
      [](const core::User& user) { return user.id.value; });
}

boost::asio::awaitable<User> add(Call& call, NewUserRequest in) {
  core::NewUser user{.username = in.username.text(),
                     .email = in.email.text(),
                     .role = in.role.value_or(core::Role::viewer),
                     .password_hash = {},
                     .email_is_verified = true};
  user.password_hash = co_await call.rooms.passwords.hash(in.password.text());
  auto added = co_await db::on_database(
      call.rooms.database, db::Access::write, [&](db::Transaction& transaction) {
        return core::add_user(transaction, user, call.user().id, call.now);
      });
  call.rooms.feed.wake();
  co_return present(added);
}

boost::asio::awaitable<User> change(Call& call, UserChangeRequest in) {
  const auto id = call.path<base::UserId>("id");
  core::UserChange wanted{in.role, in.is_active, std::nullopt};
  if (in.password) {
    wanted.password_hash = co_await call.rooms.passwords.hash(in.password->text());
  }
  auto changed = co_await db::on_database(
      call.rooms.database, db::Access::write, [&](db::Transaction& transaction) {
        return core::change_user(transaction, id, wanted, call.user().id, call.now);
      });
  call.rooms.callers.forget();
  call.rooms.feed.wake();
  co_return present(changed);
}

}  // namespace

User present(const core::User& user) {
  return {.id = user.id,
          .username = user.username,
          .email = user.email,
          .email_verified = user.email_verified_at.has_value(),
          .role = user.role,
          .is_active = user.is_active,
          .created_at = user.created_at,
          .updated_at = user.updated_at};
}

Endpoints user_endpoints() {
  return {
      get("/api/users", Who::admins, "List people", reads(&list)),
      post("/api/users", Who::admins, "Add a person", awaits(&add), http::Status::created),
      patch("/api/users/{id}", Who::admins, "Change a role or a password, disable or enable",
            awaits(&change)),
  };
}

}  // namespace admitone::api
