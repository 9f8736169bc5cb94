// A concert's live stream on the wire: server-sent events.

#include "api/live.hpp"

#include <charconv>

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>

#include "api/endpoints.hpp"
#include "api/journal.hpp"
#include "api/scans.hpp"
#include "base/refusal.hpp"
#include "core/concerts.hpp"

namespace admitone::api {
namespace {

using boost::asio::experimental::awaitable_operators::operator||;

constexpr const char* event_stream = "text/event-stream";

/// The number of the last event the client has seen; a browser sends it when it connects again.
std::optional<std::int64_t> last_event_id(const http::Request& request) {
  const std::string_view text = request.header("last-event-id");
  if (text.empty()) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) {
    throw base::invalid_field("/headers/last-event-id",
                              "must be the id of an event of this stream");
  }
  return number;
}

constexpr std::chrono::milliseconds session_check_interval{400};

/// Returns once whoever follows may not follow any more: the session has ended or the role has
/// changed. While the database is away nobody can tell, and nothing is sent.
boost::asio::awaitable<void> until_not_permitted(const Rooms& rooms, std::string session_id) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  for (bool may_follow = true; may_follow;) {
    timer.expires_after(session_check_interval);
    co_await timer.async_wait(boost::asio::use_awaitable);
    try {
      const auto user = co_await rooms.callers.find_user(session_id, rooms.clock.now());
      may_follow = user && is_permitted(Who::scanners, user->role);
    } catch (const db::Unavailable&) {
      may_follow = true;
    }
  }
}

boost::asio::awaitable<http::Response> follow(Call& call) {
  const auto concert_id = call.path<base::ConcertId>("id");
  const auto last = last_event_id(call.request);
  co_await db::on_database(
      call.rooms.database, db::Access::read,
      [&](db::Transaction& transaction) { return core::get_concert(transaction, concert_id); });
  call.rooms.feed.require_room();
  http::Response response;
  response.content_type = event_stream;
  response.stream = [&rooms = call.rooms, concert_id, last, session_id = call.caller->session_id](
                        http::BodyStream& stream) -> boost::asio::awaitable<void> {
    auto followed = rooms.feed.follow(concert_id, last, stream);
    auto watched = until_not_permitted(rooms, session_id);
    co_await (std::move(followed) || std::move(watched));
  };
  co_return response;
}

}  // namespace

live::Renderers live_renderers() {
  return {
      .scan = [](const core::Scan& scan) { return contract::encode(present(scan)); },
      .fact = [](const core::Fact& fact) { return contract::encode(present(fact)); },
      .attendance =
          [](const core::Attendance& attendance) { return contract::encode(present(attendance)); },
  };
}

Endpoints live_endpoints() {
  return {raw("/api/concerts/{id}/live", Who::scanners, "Follow a concert's counts and scans",
              event_stream, &follow)};
}

}  // namespace admitone::api
