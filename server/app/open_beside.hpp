#pragma once
// The database for a command that runs once, perhaps beside a server.

#include <memory>

#include "app/config.hpp"
#include "db/database.hpp"

namespace admitone::app {

/// Opens the database, brought up to date. A server that may be running keeps its write-ahead log
/// to itself. Throws db::StartError or db::Unavailable.
std::unique_ptr<db::Database> open_beside(const Config& config);

}  // namespace admitone::app
