#include "db/postgres_programs.hpp"

#include <memory>
#include <string_view>
#include <system_error>

#include <libpq-fe.h>

#include "db/database.hpp"
#include "db/postgres_connection.hpp"

namespace admitone::db {

namespace {

std::string quoted(std::string_view value) {
  std::string text = "'";
  for (const char character : value) {
    if (character == '\'' || character == '\\') text += '\\';
    text += character;
  }
  return text + "'";
}

}  // namespace

PostgresPrograms::PostgresPrograms(const std::string& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.c_str(), &message), &PQconninfoFree);
  if (!options) {
    const std::string reason = message == nullptr ? "out of memory" : one_line(message);
    PQfreemem(message);
    throw StartError("The database's address is not valid: " + reason + ".");
  }
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const bool is_secret = std::string_view(option->dispchar) == "*";
    if (option->envvar != nullptr) {
      environment_.push_back(std::string(option->envvar) + "=" + option->val);
    } else if (is_secret) {
      throw StartError(std::string("The database's address holds ") + option->keyword +
                       ", which pg_dump and pg_restore cannot be told in secret.");
    } else {
      conninfo_ += std::string(option->keyword) + "=" + quoted(option->val) + " ";
    }
  }
  if (conninfo_.empty()) conninfo_ = "application_name='admitone'";
}

base::ChildOutcome PostgresPrograms::run(const std::vector<std::string>& command,
                                         const std::function<void()>& tick) const {
  try {
    return base::run_child(command, environment_, tick);
  } catch (const std::system_error& failure) {
    throw StartError(command.front() + " cannot be run: " + failure.code().message() +
                     ". Install PostgreSQL's client programs (postgresql-client).");
  }
}

std::string complaint_of(const base::ChildOutcome& outcome) {
  std::string line = one_line(outcome.errors.substr(0, 500));
  if (line.ends_with('.')) line.pop_back();
  return line.empty() ? "it ended with " + std::to_string(outcome.exit_code) : line;
}

}  // namespace admitone::db
