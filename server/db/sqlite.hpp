#pragma once
// The SQLite engine: one writing thread and some reading threads on one file. Only for this room.

#include <memory>
#include <string>

#include "db/database.hpp"

namespace admitone::db {

/// Opens the file at `path`. Throws StartError with one clear line.
std::unique_ptr<Database> open_sqlite(const std::string& path, const Options& options);

}  // namespace admitone::db
