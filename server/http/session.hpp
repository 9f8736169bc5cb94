#pragma once
// The life of one connection: requests one after the other, each answered before the next is read.

#include <chrono>
#include <exception>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include "http/body_stream.hpp"
#include "http/connection.hpp"
#include "http/request_reader.hpp"
#include "http/response_head.hpp"
#include "http/server_state.hpp"

namespace admitone::http {

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, std::shared_ptr<ServerState> state);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Serves the connection until it ends; the session keeps itself alive. Call one of the two,
  /// once.
  void start();
  /// Answers 503 and closes: the house is full.
  void turn_away();

  // From any thread:
  bool is_due(Connection::Clock::time_point now) const { return connection_.is_due(now); }
  /// Call when is_due().
  void expire();
  /// Ends an idle connection and a stream; a request that was begun is finished.
  void stop();
  /// Ends whatever goes on.
  void abort();

 private:
  void spawn(boost::asio::awaitable<void> life);
  boost::asio::awaitable<void> serve();
  boost::asio::awaitable<bool> open();
  boost::asio::awaitable<void> answer_in_plain();
  boost::asio::awaitable<void> refuse_connection();
  /// Whether another request may follow.
  boost::asio::awaitable<bool> serve_request();
  boost::asio::awaitable<void> answer_failure(const Failure& failure);
  std::size_t body_bytes_max(const Match& match) const;
  boost::asio::awaitable<std::exception_ptr> admit(const Match& match);
  boost::asio::awaitable<Response> handle(Match& match, std::exception_ptr& failure);
  Response render_unmatched(const Match& match) const;
  void begin_request();
  void choose_request_id();
  void find_client();
  bool is_too_often();

  boost::asio::awaitable<bool> write(const Response& response, HeadOptions options);
  boost::asio::awaitable<bool> run_stream(const Response& response);
  boost::asio::awaitable<void> watch_client();
  void report(Status status, std::string_view pattern, Connection::Clock::time_point started) const;
  boost::asio::awaitable<void> linger();

  std::shared_ptr<ServerState> state_;
  Connection connection_;
  RequestReader reader_;
  Request request_;
  std::string head_;                        // Kept between answers for its capacity.
  ConnectionBodyStream* stream_ = nullptr;  // Set while one is written.
  bool is_idle_ = true;
  bool is_aborted_ = false;
  bool is_turned_away_ = false;
  Failure too_often_{Status::too_many_requests,
                     "Too many requests come from this address. Try again in a moment."};
  bool has_unread_ = false;  // The client may still be sending what nobody will answer.
  boost::asio::cancellation_signal cancellation_;
};

}  // namespace admitone::http
