#include "db/postgres_errors.hpp"

#include <stdexcept>

namespace admitone::db {

void throw_server_error(const ServerError& error, Access access, std::string_view sql) {
  const std::string& state = error.state;
  const std::string text = state.empty() ? error.message : error.message + " (" + state + ")";
  if (state.starts_with("23")) throw ConstraintViolation(text);
  // serialization_failure, deadlock_detected
  if (state == "40001" || state == "40P01") throw TryAgain(text);
  // invalid_sql_statement_name, duplicate_prepared_statement
  if (state == "26000" || state == "42P05") throw StatementLost(text);
  // read_only_sql_transaction: a server that is being replaced; a new connection may reach its
  // successor.
  if (state == "25006" && access == Access::write) throw ConnectionLost(text);
  // feature_not_supported: what the server says when a migration changed what a prepared statement
  // returns; a new connection prepares it anew.
  if (state == "0A000") throw ConnectionLost(text);
  // Insufficient resources, operator intervention (a cancelled statement), system error,
  // lock_not_available.
  if (state.starts_with("53") || state.starts_with("57") || state.starts_with("58") ||
      state == "55P03") {
    throw Unavailable(text);
  }
  // division_by_zero: a change that for_arrays has counted.
  if (state == "22012") {
    throw std::logic_error("more or fewer rows were written than were due: " + std::string(sql));
  }
  throw std::logic_error(text + ": " + std::string(sql));
}

}  // namespace admitone::db
