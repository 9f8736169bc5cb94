#pragma once
// For tests: a server on a free port with two threads, and hooks that write what they saw.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include "http/server.hpp"

namespace admitone::http {

class TestServer {
 public:
  struct Line {
    std::string id;
    std::string pattern;
    int status;
  };

  TestServer() {
    hooks_.render = [](const Failure& failure) {
      return Response{
          .status = failure.status, .content_type = "text/plain", .body = failure.detail};
    };
    hooks_.rescue = [](std::exception_ptr thrown, const Request&) {
      Response response{.status = Status::internal_server_error, .content_type = "text/plain"};
      try {
        std::rethrow_exception(std::move(thrown));
      } catch (const std::exception& exception) {
        response.body = exception.what();
      }
      return response;
    };
    hooks_.finish = [](const Request& request, Response& response) {
      response.headers.emplace_back("X-Finished", request.path);
    };
    hooks_.served = [this](const Served& served) {
      const std::scoped_lock lock(mutex_);
      lines_.push_back(
          {served.request.id, std::string(served.pattern), static_cast<int>(served.status)});
      changed_.notify_all();
    };
  }

  ~TestServer() {
    if (server_) server_->stop(std::chrono::milliseconds{0});
    join();
  }

  /// Before start().
  void route(Verb method, std::string pattern, Handler handler,
             std::optional<LargeBody> large_body = {}) {
    router_.add({method, std::move(pattern), std::move(handler), std::move(large_body)});
  }
  Limits limits;
  const TlsFiles* tls = nullptr;

  /// Returns the port.
  std::uint16_t start() {
    server_.emplace(context_, ListenAddress{"127.0.0.1", 0}, limits, router_, hooks_, tls);
    server_->start();
    for (int count = 0; count < 2; ++count) {
      threads_.emplace_back([this] { context_.run(); });
    }
    return server_->port();
  }

  Server& server() { return *server_; }
  boost::asio::io_context& context() { return context_; }

  /// Until the io_context has no more work.
  void join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  /// Waits until `count` requests were reported.
  std::vector<Line> lines(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return lines_.size() >= count; });
    return lines_;
  }

 private:
  boost::asio::io_context context_;
  Router router_;
  Hooks hooks_;
  std::optional<Server> server_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Line> lines_;
};

/// Answers with what it got.
inline boost::asio::awaitable<Response> echo(Request& request) {
  co_return Response{
      .content_type = "text/plain",
      .body = std::string(to_string(request.method)) + " " + request.path + " " + request.body};
}

}  // namespace admitone::http
