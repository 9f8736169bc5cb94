#include "core/users.hpp"

#include <gmock/gmock.h>

#include "core/house_fixture.hpp"
#include "core/sessions.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;
using testing::UnorderedElementsAre;

class Users : public House {
 protected:
  User change(base::UserId user, const UserChange& change, std::optional<base::UserId> actor) {
    return database().write([&](db::Transaction& transaction) {
      return change_user(transaction, user, change, actor, now());
    });
  }
  Fact newest() {
    return database().read(
        [&](db::Transaction& transaction) { return list_facts(transaction, {}, {}, 1).at(0); });
  }
  User find(base::UserId user) {
    return database().read(
        [&](db::Transaction& transaction) { return find_user(transaction, user).value(); });
  }
  /// Somebody who is not there yet.
  const NewUser dora{.username = "dora",
                     .email = "dora@example.org",
                     .role = Role::viewer,
                     .password_hash = "hash",
                     .email_is_verified = false};

  const UserChange disabling{.role = {}, .is_active = false, .password_hash = {}};
  const UserChange demotion{.role = Role::viewer, .is_active = {}, .password_hash = {}};
  const UserChange promotion{.role = Role::admin, .is_active = {}, .password_hash = {}};
};
INSTANTIATE_ON_EACH_DATABASE(Users);

TEST_P(Users, AreFoundWithoutRegardToCase) {
  database().read([&](db::Transaction& transaction) {
    const auto found = find_user(transaction, "ANA");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, ana.id);
    EXPECT_EQ(found->username, "ana");
    EXPECT_EQ(found->role, Role::viewer);
    EXPECT_TRUE(found->is_active);
    EXPECT_EQ(found->created_at, now());
    EXPECT_FALSE(find_user(transaction, "nobody"));
  });
}

TEST_P(Users, AreListedByIdAfterTheLastSeen) {
  database().read([&](db::Transaction& transaction) {
    const auto page = list_users(transaction, {}, admin.id, 2);
    ASSERT_EQ(page.size(), 2u);
    EXPECT_EQ(page[0].id, ana.id);
    EXPECT_EQ(page[1].id, bruno.id);
  });
}

TEST_P(Users, WhoRegisterAreTheirOwnActorAndUnverified) {
  const User added = database().write([&](db::Transaction& transaction) {
    return add_user(transaction, dora, std::nullopt, now());
  });
  EXPECT_FALSE(added.email_verified_at);
  const Fact fact = newest();
  EXPECT_EQ(fact.kind, "user.registered");
  EXPECT_EQ(fact.actor_user_id, added.id);
  EXPECT_EQ(fact.subject_id, added.id.value);
  EXPECT_EQ(fact.detail, "dora registered");
}

TEST_P(Users, WhomAnAdminAddsAreVerified) {
  NewUser added = dora;
  added.email_is_verified = true;
  const User user = database().write(
      [&](db::Transaction& transaction) { return add_user(transaction, added, admin.id, now()); });
  EXPECT_EQ(user.email_verified_at, now());
  const Fact fact = newest();
  EXPECT_EQ(fact.kind, "user.added");
  EXPECT_EQ(fact.actor_user_id, admin.id);
  EXPECT_EQ(fact.detail, "dora was added as viewer");
}

TEST_P(Users, RefusesATakenUsernameOrAddressWhateverItsCase) {
  const auto message = [&](const NewUser& user) {
    try {
      database().write(
          [&](db::Transaction& transaction) { add_user(transaction, user, admin.id, now()); });
    } catch (const base::Refusal& refusal) {
      EXPECT_EQ(refusal.kind, RefusalKind::conflict);
      return std::string(refusal.what());
    }
    return std::string("added");
  };
  NewUser same_name = dora;
  same_name.username = "ANA";
  EXPECT_EQ(message(same_name), "The username \"ANA\" is taken.");
  NewUser same_address = dora;
  same_address.email = "Ana@Example.org";
  EXPECT_EQ(message(same_address), "The e-mail address is taken by another account.");
}

TEST_P(Users, OfTwoWithOneNameAtOnceOneIsRefused) {
  const auto add = [&](const std::string& email) {
    return [this, email] {
      NewUser user = dora;
      user.email = email;
      database().write(
          [&](db::Transaction& transaction) { add_user(transaction, user, std::nullopt, now()); });
    };
  };
  const auto outcomes = at_once({add("one@example.org"), add("two@example.org")});
  EXPECT_THAT(outcomes, UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
}

TEST_P(Users, ChangesAreRecordedOneFactForEachPart) {
  clock.advance(std::chrono::seconds(5));
  const User changed =
      change(ana.id, {.role = Role::scanner, .is_active = false, .password_hash = "new"}, admin.id);
  EXPECT_EQ(changed.role, Role::scanner);
  EXPECT_FALSE(changed.is_active);
  EXPECT_EQ(changed.updated_at, now());
  database().read([&](db::Transaction& transaction) {
    const auto facts = list_facts(transaction, {}, {}, 3);
    EXPECT_EQ(facts.at(2).kind, "user.role_changed");
    EXPECT_EQ(facts.at(2).detail, "ana is now scanner, was viewer");
    EXPECT_EQ(facts.at(1).kind, "user.disabled");
    EXPECT_EQ(facts.at(0).kind, "user.password_changed");
  });
  change(ana.id, {.role = {}, .is_active = true, .password_hash = {}}, admin.id);
  EXPECT_EQ(newest().kind, "user.enabled");
}

TEST_P(Users, AChangeToWhatIsThereAlreadyIsNoFact) {
  const auto before = newest().number;
  change(ana.id, {.role = Role::viewer, .is_active = true, .password_hash = {}}, admin.id);
  EXPECT_EQ(newest().number, before);
}

TEST_P(Users, DisablingOrANewPasswordEndsTheirSessions) {
  for (const UserChange& ending :
       {UserChange{.role = {}, .is_active = {}, .password_hash = "new"}, disabling}) {
    const auto session = database().write([&](db::Transaction& transaction) {
      return open_session(transaction, find_user(transaction, ana.id).value(), now());
    });
    change(ana.id, ending, admin.id);
    const auto rotated = database().write([&](db::Transaction& transaction) {
      return rotate_session(transaction, session.refresh_token, now());
    });
    EXPECT_FALSE(rotated);
  }
  change(ana.id, {.role = {}, .is_active = true, .password_hash = {}}, admin.id);
}

TEST_P(Users, RefusesToDisableOrDemoteOneself) {
  EXPECT_EQ(refusal_of([&] { change(admin.id, disabling, admin.id); }), RefusalKind::conflict);
  EXPECT_EQ(refusal_of([&] { change(admin.id, demotion, admin.id); }), RefusalKind::conflict);
  EXPECT_EQ(find(admin.id).role, Role::admin);
  EXPECT_TRUE(find(admin.id).is_active);
}

TEST_P(Users, MayChangeTheirOwnPasswordButNotOthersThings) {
  const UserChange new_password{.role = {}, .is_active = {}, .password_hash = "new"};
  EXPECT_EQ(refusal_of([&] { change(ana.id, new_password, ana.id); }), std::nullopt);
  EXPECT_EQ(refusal_of([&] { change(bruno.id, new_password, ana.id); }), RefusalKind::forbidden);
}

TEST_P(Users, RefusesAnUnknownUser) {
  EXPECT_EQ(refusal_of([&] { change({999}, disabling, admin.id); }), RefusalKind::not_found);
}

TEST_P(Users, TwoAdminsWhoDisableEachOtherLeaveOne) {
  change(ana.id, promotion, admin.id);
  const auto outcomes = at_once(
      {[&] { change(ana.id, disabling, admin.id); }, [&] { change(admin.id, disabling, ana.id); }});
  EXPECT_THAT(outcomes, UnorderedElementsAre(std::nullopt, RefusalKind::forbidden));
  EXPECT_NE(find(ana.id).is_active, find(admin.id).is_active);
}

class EmptyHouse : public tests::OnEachDatabase {
 protected:
  void add_first(const std::string& name) {
    const NewUser user{.username = name,
                       .email = name + "@example.org",
                       .role = Role::viewer,
                       .password_hash = "hash",
                       .email_is_verified = true};
    database().write(
        [&](db::Transaction& transaction) { add_first_admin(transaction, user, clock.now()); });
  }
  std::vector<User> everybody() {
    return database().read(
        [](db::Transaction& transaction) { return list_users(transaction, {}, {}, 10); });
  }

  const tests::ManualClock clock;
};
INSTANTIATE_ON_EACH_DATABASE(EmptyHouse);

TEST_P(EmptyHouse, GetsItsFirstAdminOnce) {
  EXPECT_FALSE(
      database().read([](db::Transaction& transaction) { return has_admin(transaction); }));
  add_first("ana");
  EXPECT_TRUE(database().read([](db::Transaction& transaction) { return has_admin(transaction); }));
  EXPECT_EQ(refusal_of([&] { add_first("bruno"); }), RefusalKind::conflict);
  ASSERT_EQ(everybody().size(), 1u);
  EXPECT_EQ(everybody()[0].role, Role::admin);
}

TEST_P(EmptyHouse, OfTwoFirstAdminsAtOnceOneIsRefused) {
  const auto outcomes = at_once({[&] { add_first("ana"); }, [&] { add_first("bruno"); }});
  EXPECT_THAT(outcomes, UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
  EXPECT_EQ(everybody().size(), 1u);
}

TEST_P(EmptyHouse, IsStillWithoutAnAdminWhenSomebodyRegisters) {
  database().write([&](db::Transaction& transaction) {
    add_user(transaction,
             {.username = "ana",
              .email = "ana@example.org",
              .role = Role::viewer,
              .password_hash = "hash",
              .email_is_verified = false},
             std::nullopt, clock.now());
  });
  add_first("bruno");
  EXPECT_EQ(everybody().size(), 2u);
}

}  // namespace
}  // namespace admitone::core
