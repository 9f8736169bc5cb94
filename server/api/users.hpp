#pragma once
// People on the wire.

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "core/users.hpp"

namespace admitone::api {

struct User {
  base::UserId id;
  std::string username;
  std::string email;
  bool email_verified;
  core::Role role;
  bool is_active;
  base::Timestamp created_at;
  base::Timestamp updated_at;
};
BOOST_DESCRIBE_STRUCT(User, (),
                      (id, username, email, email_verified, role, is_active, created_at,
                       updated_at))

User present(const core::User& user);

}  // namespace admitone::api
