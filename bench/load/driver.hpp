#pragma once
// Sends a workload's requests over many connections from one thread, and times the answers.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "load/connection.hpp"
#include "load/latencies.hpp"

namespace admitone::bench {

/// What is sent, and what is made of the answers.
class Workload {
 public:
  virtual ~Workload() = default;
  virtual std::size_t request_count() const = 0;
  /// Appends request `number`, from 0, to `request`, which is empty. Asked once for each, in order.
  virtual void write(std::size_t number, std::string& request) = 0;
  /// Whether it is an answer to be hoped for; all others are errors.
  virtual bool take(const Reply& reply) = 0;
};

struct Pace {
  std::size_t connections;
  /// 0: a closed loop, in which each connection sends as soon as it has its answer. Otherwise
  /// requests are due at this fixed rate, and one that finds no free connection is late: its
  /// latency counts from when it was due, so that a server that stands still is not flattered.
  double rate_per_s = 0;
};

struct Outcome {
  std::size_t answered = 0;
  std::size_t lost = 0;  ///< requests whose connection broke; they are not sent again
  std::map<std::string, std::int64_t> errors;  ///< by status
  double duration_s = 0;
  Latencies latencies;

  std::int64_t error_count() const;
};

/// Runs the whole workload, showing `title` and progress on standard error. Throws
/// std::runtime_error when the server does not answer at all for half a minute, or loses connection
/// after connection.
Outcome drive(const Address& address, const Pace& pace, Workload& workload, std::string_view title);

}  // namespace admitone::bench
