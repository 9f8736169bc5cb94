#pragma once
// What nearly every file of this room needs, compiled once.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/describe.hpp>
#include <boost/json.hpp>

#include "contract/decode.hpp"
#include "contract/encode.hpp"
#include "contract/schema.hpp"
#include "db/database.hpp"
#include "http/message.hpp"
