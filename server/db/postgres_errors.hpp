#pragma once
// What a failure of the PostgreSQL server means for the work that met it. Only for this room.

#include <string>
#include <string_view>

#include "db/database.hpp"

namespace admitone::db {

/// The transaction is gone, but its work may run again from the beginning.
struct TryAgain : Unavailable {
  using Unavailable::Unavailable;
};
/// The same, and the connection is of no more use.
struct ConnectionLost : TryAgain {
  using TryAgain::TryAgain;
};
/// The same, because a prepared statement was not where it had been left: a pooler stands in
/// between that does not keep them.
struct StatementLost : ConnectionLost {
  using ConnectionLost::ConnectionLost;
};

/// What the server said of a statement, or libpq of the connection (then `state` is empty).
struct ServerError {
  std::string state;  ///< SQLSTATE (PostgreSQL's manual, appendix A)
  std::string message;
};

/// Throws what the error means for a transaction with this access, on a connection that outlived
/// the error.
[[noreturn]] void throw_server_error(const ServerError& error, Access access, std::string_view sql);

}  // namespace admitone::db
