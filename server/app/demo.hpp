#pragma once
// A small demo in an empty database: one concert on sale, one with doors open, an admin, a scanner
// and two ticket holders.

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "core/signing_keys.hpp"
#include "db/database.hpp"

namespace admitone::app {

struct DemoLogin {
  std::string username;
  std::string what;
};

inline constexpr const char* demo_password = "admit-one-demo";

/// Who may sign in to the demo, all with demo_password.
const std::vector<DemoLogin>& demo_logins();

/// Fills the database if it has no admin yet, all or nothing; returns whether it did.
bool fill_demo(db::Database& database, core::SigningKeys& keys, base::Timestamp now);

}  // namespace admitone::app
