#pragma once
// For tests of this room: a client of an event stream, in memory.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include "http/message.hpp"

namespace admitone::live {

/// How long a test waits for what should come at once.
constexpr std::chrono::seconds patience{20};

struct Event {
  std::string id;
  std::string name;
  std::string data;
};

/// Keeps what is sent; takes its time over it when told to.
class Recorder final : public http::BodyStream {
 public:
  boost::asio::awaitable<void> send(std::string block) override {
    if (pause_.count() > 0) {
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, pause_);
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
    const std::lock_guard lock(mutex_);
    read(block);
    changed_.notify_all();
  }
  bool stopping() const override { return false; }

  /// Before it is used.
  void set_pause(std::chrono::milliseconds pause) { pause_ = pause; }

  /// All events so far, once `is_enough(events)`; fails the test if that takes too long.
  template <class F>
  std::vector<Event> wait_for(F is_enough) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, patience, [&] { return is_enough(events_); }));
    return events_;
  }
  std::vector<Event> wait_for_count(std::size_t count) {
    return wait_for([count](const auto& events) { return events.size() >= count; });
  }
  std::vector<Event> events() {
    const std::lock_guard lock(mutex_);
    return events_;
  }
  std::size_t comments() {
    const std::lock_guard lock(mutex_);
    return comments_;
  }

 private:
  void read(std::string_view block) {
    while (!block.empty()) {
      const std::size_t end = block.find("\n\n");
      const std::string_view part = block.substr(0, end);
      block.remove_prefix(end + 2);
      if (part.starts_with(':')) {
        ++comments_;
      } else {
        events_.push_back({field(part, "id: "), field(part, "event: "), field(part, "data: ")});
      }
    }
  }
  static std::string field(std::string_view event, std::string_view name) {
    const std::size_t begin = event.find(name) + name.size();
    return std::string(event.substr(begin, event.find('\n', begin) - begin));
  }

  std::chrono::milliseconds pause_{0};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Event> events_;
  std::size_t comments_ = 0;
};

}  // namespace admitone::live
