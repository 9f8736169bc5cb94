#pragma once
// What the command line does besides serving. Each returns the exit code and throws base::Refusal
// (exit 1), ConfigError or db::StartError (exit 2) with one clear line.

#include <string>

#include "app/config.hpp"
#include "core/users.hpp"

namespace admitone::app {

int migrate(const Config& config);

struct UserArguments {
  std::string username;
  std::string email;
  std::string role = "viewer";
};

/// The password is read from standard input, without echo on a terminal, so that it stands in no
/// history.
int add_user(const Config& config, const UserArguments& arguments);
int list_users(const Config& config);
int disable_user(const Config& config, const UserArguments& arguments);
int change_password(const Config& config, const UserArguments& arguments);

int rotate_keys(const Config& config);
int list_keys(const Config& config);

int print_openapi();
/// The table of routes: method, path, who.
int print_routes();
int print_version();

}  // namespace admitone::app
