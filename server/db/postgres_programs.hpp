#pragma once
// PostgreSQL's own programs, told where the database is without a password in a list of processes.
// Only for this room.

#include <string>
#include <vector>

#include "base/child_process.hpp"

namespace admitone::db {

class PostgresPrograms {
 public:
  /// Throws StartError when the address is not valid.
  explicit PostgresPrograms(const std::string& url);

  /// The option that names the database.
  std::string database_option() const { return "--dbname=" + conninfo_; }

  /// Runs one to its end. Throws StartError when it is not installed.
  base::ChildOutcome run(const std::vector<std::string>& command,
                         const std::function<void()>& tick = {}) const;

 private:
  std::string conninfo_;
  std::vector<std::string> environment_;
};

/// What it complained of, in one line.
std::string complaint_of(const base::ChildOutcome& outcome);

}  // namespace admitone::db
