#include "api/caller.hpp"

#include "base/refusal.hpp"
#include "core/sessions.hpp"
#include "db/await.hpp"

namespace admitone::api {
namespace {

constexpr std::string_view bearer = "Bearer ";

base::Refusal unauthenticated(const std::string& why) {
  return {base::RefusalKind::unauthenticated, why};
}

}  // namespace

Callers::Callers(db::Database& database, const core::AccessTokens& tokens)
    : database_(database), tokens_(tokens) {}

boost::asio::awaitable<Caller> Callers::identify(const http::Request& request,
                                                 base::Timestamp now) {
  const std::string_view authorization = request.header("authorization");
  if (authorization.empty()) throw unauthenticated("Sign in first: this needs an access token.");
  if (!authorization.starts_with(bearer)) {
    throw unauthenticated("The Authorization header must be \"Bearer\" and an access token.");
  }
  auto claims = tokens_.verify(authorization.substr(bearer.size()), now);
  if (!claims)
    throw unauthenticated("The access token is not valid or has expired: sign in again.");

  auto user = co_await find_user(claims->session_id, now);
  if (!user) throw unauthenticated("This session has ended: sign in again.");
  co_return Caller{std::move(claims->session_id), std::move(*user)};
}

boost::asio::awaitable<std::optional<core::User>> Callers::find_user(std::string session_id,
                                                                     base::Timestamp now) {
  if (auto user = recall(session_id, now)) co_return user;
  std::int64_t generation = 0;
  {
    const std::lock_guard lock(mutex_);
    generation = generation_;
  }
  auto user = co_await db::on_database(
      database_, db::Access::read, [&session_id, now](db::Transaction& transaction) {
        return core::find_session_user(transaction, session_id, now);
      });
  {
    // What was read before a forget() may be older than the change that called for it.
    const std::lock_guard lock(mutex_);
    if (user && generation == generation_) remember(session_id, *user, now);
    if (!user) remembered_.erase(session_id);
  }
  co_return user;
}

std::optional<core::User> Callers::recall(const std::string& session_id, base::Timestamp now) {
  const std::lock_guard lock(mutex_);
  auto found = remembered_.find(session_id);
  if (found == remembered_.end()) return std::nullopt;
  Remembered& remembered = found->second;
  const auto age = now - remembered.checked_at;
  if (age > usable) {
    remembered_.erase(found);
    return std::nullopt;
  }
  if (age > fresh && !remembered.is_being_checked) {
    remembered.is_being_checked =
        true;  // this caller asks the database; the others go on meanwhile
    return std::nullopt;
  }
  return remembered.user;
}

void Callers::remember(const std::string& session_id, const core::User& user, base::Timestamp now) {
  if (remembered_.size() >= remembered_max) {
    std::erase_if(remembered_,
                  [&](const auto& entry) { return now - entry.second.checked_at > fresh; });
    if (remembered_.size() >= remembered_max) remembered_.clear();
  }
  remembered_.insert_or_assign(session_id, Remembered{user, now});
}

void Callers::forget() {
  const std::lock_guard lock(mutex_);
  remembered_.clear();
  ++generation_;
}

bool is_permitted(Who who, core::Role role) {
  return who == Who::open || who == Who::signed_in || role == core::Role::admin ||
         (who == Who::scanners && role == core::Role::scanner);
}

void permit(Who who, core::Role role) {
  if (is_permitted(who, role)) return;
  throw base::forbidden(std::string("Only ") + describe(who) + " may do this.");
}

const char* describe(Who who) {
  switch (who) {
    case Who::open:
      return "anybody";
    case Who::signed_in:
      return "anybody signed in";
    case Who::scanners:
      return "scanners and admins";
    case Who::admins:
      return "admins";
  }
  return "nobody";
}

}  // namespace admitone::api
