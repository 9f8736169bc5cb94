// Signing in and out. The access token goes to the client's memory, the refresh token into a cookie
// that scripts cannot read.

#include <boost/asio/this_coro.hpp>

#include "api/endpoints.hpp"
#include "api/users.hpp"
#include "base/password.hpp"
#include "base/refusal.hpp"
#include "core/sessions.hpp"
#include "http/client_address.hpp"

namespace admitone::api {

struct RegisterRequest {
  core::Username username;
  core::Email email;
  core::Password password;
};
BOOST_DESCRIBE_STRUCT(RegisterRequest, (), (username, email, password))

struct SetupRequest {
  std::string token;
  core::Username username;
  core::Email email;
  core::Password password;
};
BOOST_DESCRIBE_STRUCT(SetupRequest, (), (token, username, email, password))

/// Whatever is typed is compared; that it could not be anybody's name is not told.
struct LoginRequest {
  std::string username;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(LoginRequest, (), (username, password))

struct Session {
  std::string access_token;
  std::string token_type;
  std::int64_t expires_in;
  User user;
};
BOOST_DESCRIBE_STRUCT(Session, (), (access_token, token_type, expires_in, user))

namespace {

constexpr std::size_t username_bytes_max = 254;

/// Over TLS the name itself makes browsers keep other hosts and plain HTTP from setting the cookie,
/// which the path is the price of. Without TLS the path keeps it from all other requests.
struct RefreshCookie {
  const char* name;
  const char* attributes;
};
constexpr RefreshCookie secure_cookie{"__Host-admitone_refresh", "; Path=/; Secure"};
constexpr RefreshCookie plain_cookie{"admitone_refresh", "; Path=/api/auth"};

const RefreshCookie& refresh_cookie(const Call& call) {
  return call.rooms.settings.secure_cookies ? secure_cookie : plain_cookie;
}

std::string cookie(const Call& call, const std::string& token, std::chrono::seconds max_age) {
  const RefreshCookie& kind = refresh_cookie(call);
  return std::string(kind.name) + "=" + token + kind.attributes +
         "; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(max_age.count());
}

Session grant(Call& call, const core::SessionGrant& granted) {
  call.headers.emplace_back("Set-Cookie",
                            cookie(call, granted.refresh_token, core::session_idle_max));
  call.headers.emplace_back("Cache-Control", "no-store");
  return {call.rooms.tokens.issue(granted.session_id, call.rooms.clock.now()), "bearer",
          core::access_token_ttl.count(), present(granted.user)};
}

base::Refusal wrong_credentials() {
  return {base::RefusalKind::unauthenticated, "Wrong username or password."};
}

/// Waits as long as earlier failures ask for.
boost::asio::awaitable<void> slow_down(Call& call, const std::string& username) {
  const auto decision =
      call.rooms.throttle.before(username, http::counted_address(call.request.address), call.now);
  if (decision.too_many) {
    throw base::Refusal(base::RefusalKind::too_many,
                        "Too many attempts to sign in from this address. Try again in a while.", {},
                        decision.retry_after_s);
  }
  if (decision.wait.count() > 0) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, decision.wait);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
}

/// An unknown name takes as long as a wrong password, and is answered alike.
boost::asio::awaitable<Session> login(Call& call, LoginRequest in) {
  const Rooms& rooms = call.rooms;
  if (in.username.size() > username_bytes_max) throw wrong_credentials();
  const std::string account = base::folded(in.username);
  co_await slow_down(call, account);
  auto credentials =
      co_await db::on_database(rooms.database, db::Access::read, [&](db::Transaction& transaction) {
        return core::find_credentials(transaction, in.username);
      });
  const std::string hash = credentials ? credentials->password_hash : base::decoy_password_hash();
  const std::string address = http::counted_address(call.request.address);
  const bool matches = co_await rooms.passwords.matches(in.password, hash);
  if (!matches || !credentials || !credentials->user.is_active) {
    rooms.throttle.failed(account, address, rooms.clock.now());
    throw wrong_credentials();
  }
  rooms.throttle.succeeded(account, address, rooms.clock.now());
  auto granted = co_await db::on_database(
      rooms.database, db::Access::write, [&](db::Transaction& transaction) {
        return core::open_session(transaction, credentials->user, rooms.clock.now());
      });
  co_return grant(call, granted);
}

boost::asio::awaitable<User> sign_up(Call& call, RegisterRequest in) {
  core::NewUser user{in.username.text(), in.email.text(), core::Role::viewer, {}, false};
  user.password_hash = co_await call.rooms.passwords.hash(in.password.text());
  auto added = co_await db::on_database(
      call.rooms.database, db::Access::write, [&](db::Transaction& transaction) {
        return core::add_user(transaction, user, std::nullopt, call.now,
                              call.rooms.settings.mailing());
      });
  call.rooms.announce_commit();
  co_return present(added);
}

boost::asio::awaitable<User> set_up(Call& call, SetupRequest in) {
  if (!base::same_bytes(base::as_bytes(in.token),
                        base::as_bytes(call.rooms.settings.setup_token))) {
    throw base::forbidden("This set-up link is not valid: use the one that the server printed.");
  }
  core::NewUser user{in.username.text(), in.email.text(), core::Role::admin, {}, true};
  user.password_hash = co_await call.rooms.passwords.hash(in.password.text());
  auto added = co_await db::on_database(call.rooms.database, db::Access::write,
                                        [&](db::Transaction& transaction) {
                                          return core::add_first_admin(transaction, user, call.now);
                                        });
  co_return present(added);
}

boost::asio::awaitable<Session> refresh(Call& call, Nothing) {
  const std::string token(call.request.cookie(refresh_cookie(call).name));
  std::optional<core::SessionGrant> granted;
  if (!token.empty()) {
    granted = co_await db::on_database(call.rooms.database, db::Access::write,
                                       [&](db::Transaction& transaction) {
                                         return core::rotate_session(transaction, token, call.now);
                                       });
  }
  if (!granted) {
    call.rooms.callers.forget();  // a reused token has just ended its session
    throw base::Refusal(base::RefusalKind::unauthenticated,
                        "This session has ended: sign in again.");
  }
  co_return grant(call, *granted);
}

/// Ends the session of the cookie and of the access token, whichever is there; both or neither is
/// fine.
boost::asio::awaitable<Nothing> logout(Call& call, Nothing) {
  const std::string token(call.request.cookie(refresh_cookie(call).name));
  std::string_view bearer = call.request.header("authorization");
  if (bearer.starts_with("Bearer ")) bearer.remove_prefix(7);
  const auto claims = call.rooms.tokens.verify(bearer, call.now);
  if (!token.empty() || claims) {
    co_await db::on_database(call.rooms.database, db::Access::write,
                             [&](db::Transaction& transaction) {
                               if (!token.empty()) core::end_session(transaction, token, call.now);
                               if (claims)
                                 core::end_session_by_id(transaction, claims->session_id, call.now);
                               return Nothing{};
                             });
    call.rooms.callers.forget();
  }
  call.headers.emplace_back("Set-Cookie", cookie(call, "", std::chrono::seconds(0)));
  co_return Nothing{};
}

boost::asio::awaitable<User> me(Call& call, Nothing) { co_return present(call.user()); }

}  // namespace

Endpoints auth_endpoints() {
  return {
      post("/api/auth/register", Who::open, "Register: always as a viewer", awaits(&sign_up),
           http::Status::created),
      endpoint(http::Verb::post, "/api/auth/login", Who::open, "Sign in", awaits(&login),
               http::Status::ok, BodyForm::json_or_form),
      post("/api/auth/refresh", Who::open, "Exchange the refresh cookie for a new access token",
           awaits(&refresh)),
      post("/api/auth/logout", Who::open, "Sign out: ends the session everywhere", awaits(&logout)),
      post("/api/auth/setup", Who::open, "Make the first admin, with the one-time link's token",
           awaits(&set_up), http::Status::created),
      get("/api/auth/me", Who::signed_in, "Who is signed in", awaits(&me)),
  };
}

}  // namespace admitone::api
