#pragma once
// Ids that name one request in logs, in answers and at the proxies in between.

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace admitone::http {

/// Whether a client's own id may go into headers and logs: 1 to 64 characters of [A-Za-z0-9._-].
bool is_request_id(std::string_view text);

/// Makes ids that differ between processes (a random prefix) and within one (a count). Any thread.
class RequestIds {
 public:
  RequestIds();
  std::string next();

 private:
  std::string prefix_;
  std::atomic<std::uint64_t> count_{0};
};

}  // namespace admitone::http
