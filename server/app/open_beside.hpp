#pragma once
// The database as a command has it that may run beside a server.

#include <memory>

#include "app/config.hpp"
#include "db/database.hpp"

namespace admitone::app {

/// Opens and migrates it; the write-ahead log is left to the server. Throws db::StartError.
std::unique_ptr<db::Database> open_beside(const Config& config);

}  // namespace admitone::app
