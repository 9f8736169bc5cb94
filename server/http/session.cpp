// In this room a co_await never stands in a condition, and its operand never gets a braced
// temporary: g++ 12 makes code of some of the first that cannot be resumed, and destroys the second
// twice.

#include "http/session.hpp"

#include <exception>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include "base/log.hpp"
#include "http/secure_address.hpp"

namespace admitone::http {
namespace {

using Outcome = RequestReader::Outcome;

/// Room behind a head of full length, so that a read is never tiny.
constexpr std::size_t read_ahead_bytes = 8 * 1024;

// A client that is still sending sees the answer only if what it sends is taken off the wire
// (otherwise the kernel resets the connection and the answer is lost), but not without end.
constexpr std::size_t linger_bytes_max = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds linger_timeout{2'000};

void log_failure(std::string_view message, std::exception_ptr failure,
                 std::string_view request_id) {
  try {
    std::rethrow_exception(std::move(failure));
  } catch (const std::exception& thrown) {
    base::log(base::LogLevel::error, message,
              {{"error", std::string_view(thrown.what())}, {"request_id", request_id}});
  } catch (...) {
    base::log(base::LogLevel::error, message, {{"request_id", request_id}});
  }
}

std::string join(const std::vector<Verb>& methods) {
  std::string joined;
  for (const Verb method : methods) {
    if (!joined.empty()) joined += ", ";
    joined += std::string_view(to_string(method));
  }
  return joined;
}

}  // namespace

Session::Session(Socket socket, std::shared_ptr<ServerState> state)
    : state_(std::move(state)),
      connection_(std::move(socket), state_->limits.header_bytes_max + read_ahead_bytes),
      reader_(connection_, state_->limits) {}

Session::~Session() {
  state_->sessions.remove(this);
  if (is_turned_away_) --state_->turned_away;
}

void Session::start() { spawn(serve()); }

void Session::turn_away() {
  is_turned_away_ = true;
  ++state_->turned_away;
  spawn(refuse_connection());
}

void Session::spawn(boost::asio::awaitable<void> life) {
  state_->sessions.add(shared_from_this());
  auto on_end = [self = shared_from_this()](std::exception_ptr failure) {
    // After abort() the session is torn out of whatever it waited for, by an exception.
    if (failure && !self->is_aborted_) {
      log_failure("a connection failed", std::move(failure), self->request_.id);
    }
  };
  boost::asio::co_spawn(
      connection_.strand(), std::move(life),
      boost::asio::bind_cancellation_slot(cancellation_.slot(), std::move(on_end)));
}

void Session::expire() {
  boost::asio::post(connection_.strand(),
                    [self = shared_from_this()] { self->connection_.expire(); });
}

void Session::stop() {
  boost::asio::post(connection_.strand(), [self = shared_from_this()] {
    if (self->is_idle_) self->connection_.set_deadline(self->state_->limits.farewell_timeout);
    if (self->stream_) self->cancellation_.emit(boost::asio::cancellation_type::terminal);
  });
}

void Session::abort() {
  boost::asio::post(connection_.strand(), [self = shared_from_this()] {
    self->is_aborted_ = true;
    self->connection_.close();
    self->cancellation_.emit(boost::asio::cancellation_type::terminal);
  });
}

boost::asio::awaitable<void> Session::serve() {
  bool lives_on = co_await open();
  while (lives_on) lives_on = co_await serve_request();
  if (has_unread_ || connection_.input().size() > 0) co_await linger();
  connection_.close();
}

/// Whether requests may come: where TLS is spoken, after its handshake.
boost::asio::awaitable<bool> Session::open() {
  if (!state_->tls) co_return true;
  const auto context = state_->tls->current();
  const auto tongue =
      co_await connection_.secure(context->handle(), state_->limits.handshake_timeout);
  if (tongue == Connection::Tongue::plain) co_await answer_in_plain();
  co_return tongue == Connection::Tongue::tls;
}

/// Somebody typed http:// where https:// is meant. A page is shown the way; nothing else is,
/// because a program would go on sending its secrets for everybody to read before it follows.
boost::asio::awaitable<void> Session::answer_in_plain() {
  is_idle_ = false;
  begin_request();
  const Outcome outcome = co_await reader_.read_head(request_);
  choose_request_id();
  if (outcome == Outcome::closed) co_return;
  Failure failure{Status::bad_request, "This port speaks HTTPS alone: use an https:// address."};
  if (outcome == Outcome::refused) failure = reader_.failure();
  if (outcome == Outcome::complete) {
    failure.location = secure_address(request_, reader_.target());
    if (!failure.location.empty()) failure.status = Status::temporary_redirect;
  }
  co_await answer_failure(failure);
}

boost::asio::awaitable<void> Session::refuse_connection() {
  const bool is_open = co_await open();
  if (is_open) {
    is_idle_ = false;
    begin_request();
    choose_request_id();
    const Failure failure{Status::service_unavailable, "The server has too many connections."};
    co_await answer_failure(failure);
  }
  if (has_unread_) co_await linger();
  connection_.close();
}

boost::asio::awaitable<bool> Session::serve_request() {
  is_idle_ = true;
  const auto patience =
      state_->is_stopping ? state_->limits.farewell_timeout : state_->limits.idle_timeout;
  const bool has_request = co_await reader_.wait(patience);
  if (!has_request) co_return false;
  is_idle_ = false;
  begin_request();
  Outcome outcome = co_await reader_.read_head(request_);
  choose_request_id();
  find_client();
  const auto started = Connection::Clock::now();
  connection_.clear_deadline();
  if (outcome == Outcome::complete && is_too_often()) {
    co_await answer_failure(too_often_);
    co_return false;
  }
  Match match;
  std::exception_ptr turned_down;
  if (outcome == Outcome::complete) {
    match = state_->router.match(request_.method, reader_.encoded_path());
    turned_down = co_await admit(match);
    if (!turned_down) outcome = co_await reader_.read_body(body_bytes_max(match));
    connection_.clear_deadline();
  }
  if (outcome == Outcome::closed) co_return false;
  if (outcome == Outcome::refused) {
    co_await answer_failure(reader_.failure());
    co_return false;
  }

  const std::string_view pattern = match.route ? match.route->pattern : std::string_view();
  Response response = co_await handle(match, turned_down);
  state_->hooks.finish(request_, response);
  has_unread_ = !reader_.is_complete();
  bool lives_on = reader_.keeps_alive() && !state_->is_stopping && !has_unread_;
  if (response.stream && has_body(response.status)) {
    co_await run_stream(response);
    lives_on = false;
  } else {
    const HeadOptions options{.keeps_alive = lives_on};
    const bool was_written = co_await write(response, options);
    lives_on = lives_on && was_written;
  }
  report(response.status, pattern, started);
  co_return lives_on;
}

boost::asio::awaitable<void> Session::answer_failure(const Failure& failure) {
  const auto started = Connection::Clock::now();
  has_unread_ = true;
  Response response = state_->hooks.render(failure);
  if (!failure.location.empty()) response.headers.emplace_back("Location", failure.location);
  state_->hooks.finish(request_, response);
  const HeadOptions options{.keeps_alive = false};
  co_await write(response, options);
  report(response.status, {}, started);
}

/// How much of a body the route of this request takes.
std::size_t Session::body_bytes_max(const Match& match) const {
  const bool has_own = match.route && match.route->large_body;
  return has_own ? match.route->large_body->bytes_max : state_->limits.body_bytes_max;
}

/// Why the route does not admit this request, so that its body will not be read; null when it does.
boost::asio::awaitable<std::exception_ptr> Session::admit(const Match& match) {
  std::exception_ptr failure;
  if (!match.route || !match.route->large_body) co_return failure;
  try {
    co_await match.route->large_body->admit(request_);
  } catch (...) {
    failure = std::current_exception();
  }
  // Otherwise the next co_await would throw, and nobody would hear of this request.
  if (is_aborted_) co_await boost::asio::this_coro::reset_cancellation_state();
  co_return failure;
}

/// The handler's answer, or what is made of `failure` where there is one already.
boost::asio::awaitable<Response> Session::handle(Match& match, std::exception_ptr& failure) {
  if (!match.route) co_return render_unmatched(match);
  request_.parameters = std::move(match.parameters);
  if (!failure) {
    try {
      Response response = co_await match.route->handler(request_);
      require_safe_headers(response);
      co_return response;
    } catch (...) {
      failure = std::current_exception();
    }
  }
  if (is_aborted_) co_await boost::asio::this_coro::reset_cancellation_state();
  co_return state_->hooks.rescue(std::move(failure), request_);
}

Response Session::render_unmatched(const Match& match) const {
  if (match.allowed.empty() && request_.method != Verb::options) {
    return state_->hooks.render({Status::not_found, "There is nothing at this path."});
  }
  Response response =
      state_->hooks.render({Status::method_not_allowed, "This path does not know that method."});
  response.headers.emplace_back("Allow", join(match.allowed));
  return response;
}

void Session::begin_request() {
  auto headers = std::move(request_.headers);
  headers.clear();
  request_ = Request{};
  request_.headers = std::move(headers);
  request_.address = connection_.address();
  request_.is_secure = connection_.is_secure();
}

/// Whether this address has sent more than its share. This machine's own is a proxy's, or an
/// operator's.
bool Session::is_too_often() {
  const std::string& address = request_.address;
  if (is_loopback(address)) return false;
  const auto retry_after_s = state_->rates.take(counted_address(address), Connection::Clock::now());
  too_often_.retry_after_s = retry_after_s.value_or(0);
  return retry_after_s.has_value();
}

/// Behind a proxy that is trusted, its headers tell whose request it is. Each proxy on the way may
/// have added a header of its own.
void Session::find_client() {
  const Networks& trusted = state_->limits.trusted_proxies;
  if (trusted.empty()) return;
  std::string forwarded_for;
  for (const auto& [name, value] : request_.headers) {
    if (name == "x-forwarded-for") forwarded_for += (forwarded_for.empty() ? "" : ",") + value;
  }
  request_.address = client_address(request_.address, forwarded_for, trusted);
}

void Session::choose_request_id() {
  const std::string_view proposed = request_.header("x-request-id");
  request_.id = is_request_id(proposed) ? std::string(proposed) : state_->request_ids.next();
}

boost::asio::awaitable<bool> Session::write(const Response& response, HeadOptions options) {
  options.is_http_1_0 = reader_.is_http_1_0();
  options.request_id = request_.id;
  format_head(head_, response, options);
  Connection::Buffers buffers{boost::asio::buffer(head_)};
  const bool is_with_body = options.framing == Framing::length && has_body(response.status) &&
                            request_.method != Verb::head;
  if (is_with_body) buffers[1] = boost::asio::buffer(response.body);
  return connection_.write(buffers, state_->limits.write_timeout);
}

boost::asio::awaitable<bool> Session::run_stream(const Response& response) {
  const bool is_chunked = !reader_.is_http_1_0();
  const Framing framing = is_chunked ? Framing::chunked : Framing::until_close;
  const HeadOptions options{.framing = framing, .keeps_alive = false};
  const bool was_written = co_await write(response, options);
  if (!was_written) co_return false;
  connection_.clear_deadline();
  if (request_.method == Verb::head) co_return true;

  ConnectionBodyStream stream(connection_, state_->is_stopping, state_->limits.write_timeout,
                              is_chunked);
  std::exception_ptr failure;
  if (!state_->is_stopping) {
    stream_ = &stream;
    boost::asio::co_spawn(
        connection_.strand(), [self = shared_from_this()] { return self->watch_client(); },
        boost::asio::detached);
    try {
      co_await response.stream(stream);
    } catch (...) {
      failure = std::current_exception();
    }
    stream_ = nullptr;
    connection_.cancel();
    co_await boost::asio::this_coro::reset_cancellation_state();
  }
  // A client that goes and a server that stops both end the writer with an exception, as agreed.
  if (failure && stream.is_whole() && !state_->is_stopping) {
    log_failure("a stream failed", std::move(failure), request_.id);
    co_return false;
  }
  co_return co_await stream.finish();
}

/// Notices that the client has gone while the stream has nothing to send.
boost::asio::awaitable<void> Session::watch_client() {
  for (bool is_there = true; stream_ && is_there;) {
    connection_.input().clear();
    is_there = co_await connection_.read();
  }
  if (!stream_) co_return;
  stream_->mark_gone();
  cancellation_.emit(boost::asio::cancellation_type::terminal);
}

void Session::report(Status status, std::string_view pattern,
                     Connection::Clock::time_point started) const {
  const auto duration = Connection::Clock::now() - started;
  state_->hooks.served(
      {request_, pattern, status, std::chrono::duration_cast<std::chrono::microseconds>(duration)});
}

boost::asio::awaitable<void> Session::linger() {
  connection_.shut_down_writing();
  connection_.set_deadline(linger_timeout);
  std::size_t taken = 0;
  for (bool is_there = true; is_there && taken < linger_bytes_max;) {
    connection_.input().clear();
    is_there = co_await connection_.read();
    taken += connection_.input().size();
  }
}

}  // namespace admitone::http
