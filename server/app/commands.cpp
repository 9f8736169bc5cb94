#include "app/commands.hpp"

#include <iostream>

#include <termios.h>
#include <unistd.h>

#include "api/endpoints.hpp"
#include "api/openapi.hpp"
#include "app/open_beside.hpp"
#include "app/parse_value.hpp"
#include "app/secret_file.hpp"
#include "base/password.hpp"
#include "base/version.hpp"
#include "core/signing_keys.hpp"

namespace admitone::app {
namespace {

constexpr std::int64_t rows_at_a_time = 500;

base::Timestamp now() { return base::SystemClock().now(); }

/// Turns the terminal's echo off while a secret is typed.
class WithoutEcho {
 public:
  WithoutEcho() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    is_terminal_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
  }
  ~WithoutEcho() {
    if (!is_terminal_) return;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << "\n";
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;

 private:
  termios before_{};
  bool is_terminal_ = false;
};

std::string read_password_hash() {
  std::string password;
  {
    if (isatty(STDIN_FILENO) != 0) std::cerr << "Password: " << std::flush;
    const WithoutEcho without_echo;
    std::getline(std::cin, password);
  }
  try {
    return base::hash_password(core::Password::parse(password).text());
  } catch (const base::BadValue& bad) {
    throw ConfigError(std::string("the password, one line on standard input, ") + bad.what());
  }
}

core::Role parse_role(const std::string& text) {
  if (const auto role = base::from_text<core::Role>(text)) return *role;
  throw ConfigError("--role must be admin, scanner or viewer");
}

void change(const Config& config, const UserArguments& arguments, const core::UserChange& wanted) {
  open_beside(config)->write([&](db::Transaction& transaction) {
    const auto user = core::find_user(transaction, arguments.username);
    if (!user) throw base::not_found("There is no user " + arguments.username + ".");
    core::change_user(transaction, user->id, wanted, std::nullopt, now());
  });
}

}  // namespace

int migrate(const Config& config) {
  const auto database =
      db::open({.url = config.database_url, .connections = 1, .checkpoints = false});
  const int applied = db::migrate(*database);
  std::cout << "Applied " << applied << " migrations; the database is at " << db::newest_migration()
            << ".\n";
  return 0;
}

int add_user(const Config& config, const UserArguments& arguments) {
  core::NewUser user;
  user.username = parse_value<core::Username>("the username", arguments.username).text();
  user.email = parse_value<core::Email>("--email", arguments.email).text();
  user.role = parse_role(arguments.role);
  user.email_is_verified = true;
  user.password_hash = read_password_hash();
  const auto added = open_beside(config)->write([&](db::Transaction& transaction) {
    const bool is_first = user.role == core::Role::admin && !core::has_admin(transaction);
    return is_first ? core::add_first_admin(transaction, user, now())
                    : core::add_user(transaction, user, std::nullopt, now());
  });
  std::cout << "Added " << added.username << " (" << base::to_text(added.role) << ").\n";
  return 0;
}

int list_users(const Config& config) {
  const auto database = open_beside(config);
  base::UserId after;
  while (true) {
    const auto users = database->read([&](db::Transaction& transaction) {
      return core::list_users(transaction, {}, after, rows_at_a_time);
    });
    if (users.empty()) return 0;
    for (const core::User& user : users) {
      std::cout << user.id.value << "\t" << user.username << "\t" << user.email << "\t"
                << base::to_text(user.role) << "\t" << (user.is_active ? "active" : "disabled")
                << "\n";
    }
    after = users.back().id;
  }
}

int disable_user(const Config& config, const UserArguments& arguments) {
  change(config, arguments, {.role = {}, .is_active = false, .password_hash = {}});
  std::cout << "Disabled " << arguments.username << "; the sessions have ended.\n";
  return 0;
}

int change_password(const Config& config, const UserArguments& arguments) {
  change(config, arguments, {.role = {}, .is_active = {}, .password_hash = read_password_hash()});
  std::cout << "Changed the password of " << arguments.username << "; the sessions have ended.\n";
  return 0;
}

int rotate_keys(const Config& config) {
  const auto database = open_beside(config);
  core::SigningKeys keys(find_secret(config));
  const auto key = database->write([&](db::Transaction& transaction) {
    keys.ensure(transaction, now());
    return keys.rotate(transaction, std::nullopt, now());
  });
  std::cout << "Key " << key.id << " signs from now on; codes of earlier keys stay valid.\n";
  return 0;
}

int list_keys(const Config& config) {
  const auto keys = open_beside(config)->read(
      [](db::Transaction& transaction) { return core::list_signing_keys(transaction); });
  for (const core::SigningKey& key : keys) {
    std::cout << key.id << "\t" << base::to_base64url(key.public_key) << "\t"
              << base::to_rfc3339(key.created_at) << "\n";
  }
  return 0;
}

int print_openapi() {
  std::cout << api::openapi_document(api::all_endpoints());
  return 0;
}

int print_routes() {
  std::cout << api::route_table(api::all_endpoints());
  return 0;
}

int print_version() {
  std::cout << "admitone " << base::version << "\n";
  return 0;
}

}  // namespace admitone::app
