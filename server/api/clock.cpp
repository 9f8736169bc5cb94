// What time it is here: a device at the door compares its own clock with it.

#include "api/endpoints.hpp"

namespace admitone::api {

struct ServerClock {
  base::Timestamp now;
};
BOOST_DESCRIBE_STRUCT(ServerClock, (), (now))

namespace {

boost::asio::awaitable<ServerClock> tell_time(Call& call, Nothing) {
  call.headers.emplace_back("Cache-Control", "no-store");
  co_return ServerClock{call.now};
}

}  // namespace

Endpoints clock_endpoints() {
  return {get("/api/clock", Who::open, "What time it is on the server", awaits(&tell_time))};
}

}  // namespace admitone::api
