#include "load/driver.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <memory>
#include <system_error>
#include <vector>

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "load/progress.hpp"

namespace admitone::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int silence_ms_max = 30'000;
constexpr std::size_t lost_max = 100;
constexpr std::uint32_t timer_tag = 0xFFFFFFFF;

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { ::close(value_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

class Driver {
 public:
  Driver(const Address& address, const Pace& pace, Workload& workload, std::string_view title)
      : address_(address),
        pace_(pace),
        workload_(workload),
        progress_(title, workload.request_count()),
        count_(workload.request_count()),
        poll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
        timer_(checked(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC), "timerfd_create")) {
    watch(timer_.value(), timer_tag);
    lanes_.resize(pace.connections);
    for (std::uint32_t index = 0; index < lanes_.size(); ++index) open(index);
    outcome_.latencies.reserve(count_);
  }

  Outcome run() {
    start_ = Clock::now();
    dispatch();
    std::array<epoll_event, 256> events;
    while (busy_ > 0 || sent_ < count_) {
      const int ready = ::epoll_wait(poll_.value(), events.data(), events.size(), silence_ms_max);
      if (ready < 0 && errno == EINTR) continue;
      if (checked(ready, "epoll_wait") == 0 && busy_ > 0) {
        throw std::runtime_error("the server has not answered for half a minute");
      }
      for (int index = 0; index < ready; ++index) {
        meet(events[static_cast<std::size_t>(index)].data.u32);
      }
      progress_.show(outcome_.answered);
    }
    outcome_.duration_s = std::chrono::duration<double>(Clock::now() - start_).count();
    progress_.finish(outcome_.answered);
    return std::move(outcome_);
  }

 private:
  struct Lane {
    std::unique_ptr<Connection> connection;
    Clock::time_point due;
    bool is_busy = false;
  };

  void watch(int descriptor, std::uint32_t tag) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = tag;
    checked(::epoll_ctl(poll_.value(), EPOLL_CTL_ADD, descriptor, &event), "epoll_ctl");
  }

  void open(std::uint32_t index) {
    Lane& lane = lanes_[index];
    lane.connection = std::make_unique<Connection>(address_);
    watch(lane.connection->descriptor(), index);
    idle_.push_back(index);
  }

  void meet(std::uint32_t tag) {
    if (tag == timer_tag) {
      std::uint64_t expirations = 0;
      checked(static_cast<int>(::read(timer_.value(), &expirations, sizeof expirations)), "read");
    } else {
      receive(tag);
    }
    dispatch();
  }

  /// Sends what is due, as far as there are free connections.
  void dispatch() {
    while (sent_ < count_ && !idle_.empty()) {
      const Clock::time_point now = Clock::now();
      const Clock::time_point due = pace_.rate_per_s > 0 ? due_time(sent_) : now;
      if (due > now) return wake_at(due);
      const std::uint32_t index = idle_.back();
      idle_.pop_back();
      send(index, due);
    }
  }

  Clock::time_point due_time(std::size_t number) const {
    const std::chrono::duration<double> after(static_cast<double>(number) / pace_.rate_per_s);
    return start_ + std::chrono::duration_cast<Clock::duration>(after);
  }

  void wake_at(Clock::time_point due) {
    const auto since = due.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
    itimerspec when{};
    when.it_value.tv_sec = seconds.count();
    when.it_value.tv_nsec = std::chrono::nanoseconds(since - seconds).count();
    checked(::timerfd_settime(timer_.value(), TFD_TIMER_ABSTIME, &when, nullptr),
            "timerfd_settime");
  }

  void send(std::uint32_t index, Clock::time_point due) {
    Lane& lane = lanes_[index];
    request_.clear();
    workload_.write(sent_++, request_);
    lane.due = due;
    lane.is_busy = true;
    ++busy_;
    try {
      lane.connection->send(request_);
    } catch (const ConnectionLost& loss) {
      replace(index, loss);
    }
  }

  void receive(std::uint32_t index) {
    Lane& lane = lanes_[index];
    try {
      const auto reply = lane.connection->receive();
      if (!reply) return;
      outcome_.latencies.add(Clock::now() - lane.due);
      ++outcome_.answered;
      if (!workload_.take(*reply)) ++outcome_.errors[std::to_string(reply->status)];
      lane.is_busy = false;
      --busy_;
      idle_.push_back(index);
    } catch (const ConnectionLost& loss) {
      replace(index, loss);
    }
  }

  void replace(std::uint32_t index, const ConnectionLost& loss) {
    Lane& lane = lanes_[index];
    if (lane.is_busy) {
      ++outcome_.lost;
      --busy_;
    }
    if (++replaced_ > lost_max) throw std::runtime_error(loss.what());
    std::erase(idle_, index);
    lane.is_busy = false;
    open(index);
  }

  const Address& address_;
  const Pace pace_;
  Workload& workload_;
  Progress progress_;
  const std::size_t count_;
  const Descriptor poll_;
  const Descriptor timer_;
  Clock::time_point start_;
  std::vector<Lane> lanes_;
  std::vector<std::uint32_t> idle_;
  std::size_t sent_ = 0;
  std::size_t busy_ = 0;
  std::size_t replaced_ = 0;
  std::string request_;
  Outcome outcome_;
};

}  // namespace

std::int64_t Outcome::error_count() const {
  auto count = static_cast<std::int64_t>(lost);
  for (const auto& [status, errors_of_status] : errors) count += errors_of_status;
  return count;
}

Outcome drive(const Address& address, const Pace& pace, Workload& workload,
              std::string_view title) {
  return Driver(address, pace, workload, title).run();
}

}  // namespace admitone::bench
