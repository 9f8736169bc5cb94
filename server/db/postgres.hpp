#pragma once
// The PostgreSQL engine: threads that each have a connection. Only for this room.

#include <memory>

#include "db/database.hpp"

namespace admitone::db {

/// Connects once. Throws StartError with one clear line.
std::unique_ptr<Database> open_postgres(const Options& options);

}  // namespace admitone::db
