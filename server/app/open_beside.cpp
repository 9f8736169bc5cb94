#include "app/open_beside.hpp"

namespace admitone::app {

std::unique_ptr<db::Database> open_beside(const Config& config) {
  auto database = db::open({.url = config.database_url, .connections = 1, .checkpoints = false});
  db::migrate(*database);
  return database;
}

}  // namespace admitone::app
