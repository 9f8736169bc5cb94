#pragma once
// People: who they are and what they may do.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/text.hpp"
#include "core/outbox.hpp"
#include "db/database.hpp"

namespace admitone::core {

enum class Role { admin, scanner, viewer };
BOOST_DESCRIBE_ENUM(Role, admin, scanner, viewer)

/// 3 to 40 of A–Z a–z 0–9 . _ -; unique without regard to case.
class Username {
 public:
  static constexpr base::TextRules rules{.length_min = 3,
                                         .length_max = 40,
                                         .pattern = "^[A-Za-z0-9._-]{3,40}$",
                                         .example = "ana.lima"};
  Username() = default;  ///< empty until decoded into
  static Username parse(std::string_view text);
  const std::string& text() const { return text_; }

 private:
  explicit Username(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// An address of RFC 5321's shape: one @, no white space or control characters, at most 254 octets.
/// It proves nothing until verified.
class Email {
 public:
  static constexpr base::TextRules rules{
      .length_min = 3, .length_max = 254, .format = "email", .example = "ana@example.org"};
  Email() = default;  ///< empty until decoded into
  static Email parse(std::string_view text);
  const std::string& text() const { return text_; }

 private:
  explicit Email(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// A password on its way to the hash: 10 to 72 octets (bcrypt's limit). Never logged, never echoed.
class Password {
 public:
  static constexpr base::TextRules rules{
      .length_min = 10, .length_max = 72, .format = "password", .example = "correct horse battery"};
  Password() = default;  ///< empty until decoded into
  static Password parse(std::string_view text);
  const std::string& text() const { return text_; }

 private:
  explicit Password(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct User {
  base::UserId id;
  std::string username;
  std::string email;
  Role role;
  bool is_active;
  std::optional<base::Timestamp> email_verified_at;
  base::Timestamp created_at;
  base::Timestamp updated_at;
};

struct NewUser {
  std::string username;
  std::string email;
  Role role = Role::viewer;
  std::string password_hash;
  /// An address that an administrator typed counts as verified; one that somebody registered does
  /// not.
  bool email_is_verified = false;
};

/// Somebody who registers gets a letter that verifies the address. Throws base::Refusal (conflict)
/// naming the field when the username or the address is taken.
User add_user(db::Transaction& transaction, const NewUser& user, std::optional<base::UserId> actor,
              base::Timestamp now, Mailing mailing = Mailing::off);

/// Adds the first administrator, once ever; throws base::Refusal (conflict) when there already
/// is one. Two at the same moment: one of them gets the refusal.
User add_first_admin(db::Transaction& transaction, const NewUser& user, base::Timestamp now);

/// Whether there is an administrator, so that the first one need not be made.
bool has_admin(db::Transaction& transaction);

std::optional<User> find_user(db::Transaction& transaction, base::UserId id);
std::optional<User> find_user(db::Transaction& transaction, const std::string& username);

struct UserFilter {
  std::optional<Role> role;
  std::optional<std::string> search;  ///< part of the username or of the address
};

/// By id, after `after`, at most `limit`.
std::vector<User> list_users(db::Transaction& transaction, const UserFilter& filter,
                             base::UserId after, std::int64_t limit);

struct UserChange {
  std::optional<Role> role;
  std::optional<bool> is_active;
  std::optional<std::string> password_hash;
};

/// Applies the change and records a fact for each part. Disabling and a new password end the user's
/// sessions. Throws base::Refusal: not_found; conflict when `actor` would disable or demote
/// themself; forbidden when `actor` changes somebody else and is not an active administrator (any
/// more).
User change_user(db::Transaction& transaction, base::UserId id, const UserChange& change,
                 std::optional<base::UserId> actor, base::Timestamp now);

}  // namespace admitone::core
