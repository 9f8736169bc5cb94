#include "core/sessions.hpp"

#include "core/house_fixture.hpp"

namespace admitone::core {
namespace {

using std::chrono::hours;

class Sessions : public House {
 protected:
  User user(base::UserId id) {
    return database().read(
        [&](db::Transaction& transaction) { return find_user(transaction, id).value(); });
  }
  SessionGrant open() {
    const User opener = user(ana.id);
    return database().write(
        [&](db::Transaction& transaction) { return open_session(transaction, opener, now()); });
  }
  std::optional<SessionGrant> rotate(const std::string& token) {
    return database().write(
        [&](db::Transaction& transaction) { return rotate_session(transaction, token, now()); });
  }
  /// Whose session it is at present.
  std::optional<std::string> owner(const std::string& session_id) {
    const auto found = database().read([&](db::Transaction& transaction) {
      return find_session_user(transaction, session_id, now());
    });
    return found ? std::optional(found->username) : std::nullopt;
  }
  void change_ana(const UserChange& change) {
    database().write([&](db::Transaction& transaction) {
      change_user(transaction, ana.id, change, admin.id, now());
    });
  }
};
INSTANTIATE_ON_EACH_DATABASE(Sessions);

TEST_P(Sessions, CredentialsAreFoundByNameOrAddressWithoutRegardToCase) {
  database().read([&](db::Transaction& transaction) {
    for (const char* name : {"ana", "ANA", "ana@example.org", "Ana@Example.ORG"}) {
      const auto credentials = find_credentials(transaction, name);
      ASSERT_TRUE(credentials) << name;
      EXPECT_EQ(credentials->user.id, ana.id);
      EXPECT_EQ(credentials->password_hash, "hash of ana");
    }
    EXPECT_FALSE(find_credentials(transaction, "nobody"));
    EXPECT_FALSE(find_credentials(transaction, ""));
  });
}

TEST_P(Sessions, BelongToWhoOpenedThem) {
  const auto session = open();
  EXPECT_EQ(session.user.id, ana.id);
  EXPECT_EQ(owner(session.session_id), "ana");
  EXPECT_EQ(owner("unknown"), std::nullopt);
  EXPECT_NE(open().session_id, session.session_id);
}

TEST_P(Sessions, StoreNoTokenInTheClear) {
  const auto session = open();
  database().read([&](db::Transaction& transaction) {
    const auto digest = transaction.find<base::Bytes>(
        "SELECT refresh_digest FROM sessions WHERE id = $1", {session.session_id});
    EXPECT_EQ(digest, base::digest(base::as_bytes(session.refresh_token)));
  });
}

TEST_P(Sessions, RotationKeepsTheSessionAndChangesTheToken) {
  const auto first = open();
  const auto second = rotate(first.refresh_token);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->session_id, first.session_id);
  EXPECT_NE(second->refresh_token, first.refresh_token);
  EXPECT_EQ(second->user.username, "ana");
  EXPECT_TRUE(rotate(second->refresh_token));
}

TEST_P(Sessions, AReusedTokenEndsTheSessionForBoth) {
  const auto first = open();
  const auto second = rotate(first.refresh_token);
  EXPECT_FALSE(rotate(first.refresh_token));
  EXPECT_FALSE(rotate(second->refresh_token));
  EXPECT_EQ(owner(first.session_id), std::nullopt);
}

TEST_P(Sessions, OfTwoRotationsAtOnceOneWinsAndTheSessionEnds) {
  const auto session = open();
  std::optional<SessionGrant> one;
  std::optional<SessionGrant> other;
  at_once({[&] { one = rotate(session.refresh_token); },
           [&] { other = rotate(session.refresh_token); }});
  EXPECT_NE(one.has_value(), other.has_value());
  EXPECT_EQ(owner(session.session_id), std::nullopt);
}

TEST_P(Sessions, RefusesTokensThatAreNone) {
  const auto session = open();
  const std::string id = session.session_id;
  for (const std::string& token :
       {std::string(), std::string("."), std::string("nonsense"), "." + id,
        std::string(22, '\xff') + ".x", std::string(100'000, 'a'),
        std::string(22, 'A') + session.refresh_token.substr(22)}) {
    EXPECT_FALSE(rotate(token));
  }
  EXPECT_EQ(owner(id), "ana");
}

TEST_P(Sessions, AreIdleAtMostThirtyDays) {
  const auto session = open();
  clock.advance(session_idle_max - hours(1));
  EXPECT_EQ(owner(session.session_id), "ana");
  clock.advance(hours(1));
  EXPECT_EQ(owner(session.session_id), std::nullopt);
  EXPECT_FALSE(rotate(session.refresh_token));
}

TEST_P(Sessions, LiveAtMostNinetyDaysHoweverOftenRefreshed) {
  auto session = open();
  const auto opened_at = now();
  for (int i = 0; i < 4; ++i) {
    clock.advance(hours(24 * 22));
    session = rotate(session.refresh_token).value();
  }
  clock.set(opened_at + session_age_max - hours(1));
  EXPECT_EQ(owner(session.session_id), "ana");
  clock.set(opened_at + session_age_max);
  EXPECT_EQ(owner(session.session_id), std::nullopt);
  EXPECT_FALSE(rotate(session.refresh_token));
}

TEST_P(Sessions, EndByTokenOldOrNewByIdAndByUser) {
  const auto by_token = open();
  const auto by_old_token = open();
  rotate(by_old_token.refresh_token);
  const auto by_id = open();
  const auto other = open();
  database().write([&](db::Transaction& transaction) {
    end_session(transaction, by_token.refresh_token, now());
    end_session(transaction, by_old_token.refresh_token, now());
    end_session(transaction, "nonsense", now());
    end_session_by_id(transaction, by_id.session_id, now());
  });
  for (const auto& ended : {by_token, by_old_token, by_id}) {
    EXPECT_EQ(owner(ended.session_id), std::nullopt);
    EXPECT_FALSE(rotate(ended.refresh_token));
  }
  EXPECT_EQ(owner(other.session_id), "ana");
  database().write(
      [&](db::Transaction& transaction) { end_sessions_of(transaction, ana.id, now()); });
  EXPECT_EQ(owner(other.session_id), std::nullopt);
}

TEST_P(Sessions, ADisabledUserHasNone) {
  const auto session = open();
  change_ana({.role = {}, .is_active = false, .password_hash = {}});
  EXPECT_EQ(owner(session.session_id), std::nullopt);
  EXPECT_FALSE(rotate(session.refresh_token));
  change_ana({.role = {}, .is_active = true, .password_hash = {}});
  EXPECT_EQ(owner(session.session_id), std::nullopt);
}

TEST_P(Sessions, ANewRoleTakesEffectInALivingSession) {
  const auto session = open();
  change_ana({.role = Role::scanner, .is_active = {}, .password_hash = {}});
  database().read([&](db::Transaction& transaction) {
    EXPECT_EQ(find_session_user(transaction, session.session_id, now())->role, Role::scanner);
  });
}

TEST_P(Sessions, RefusesToOpenForWhoWasDisabledOrGotANewPasswordMeanwhile) {
  const auto open_as = [&](const User& read_before) {
    return refusal_of([&] {
      database().write(
          [&](db::Transaction& transaction) { open_session(transaction, read_before, now()); });
    });
  };
  const User before = user(ana.id);
  clock.advance(hours(1));
  change_ana({.role = {}, .is_active = {}, .password_hash = "new"});
  EXPECT_EQ(open_as(before), base::RefusalKind::unauthenticated);
  EXPECT_EQ(open_as(user(ana.id)), std::nullopt);
  clock.advance(hours(1));
  change_ana({.role = {}, .is_active = false, .password_hash = {}});
  EXPECT_EQ(open_as(user(ana.id)), base::RefusalKind::unauthenticated);
}

}  // namespace
}  // namespace admitone::core
