#pragma once
// What nearly every file of this room needs, compiled once.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include "api/rooms.hpp"
#include "db/database.hpp"
