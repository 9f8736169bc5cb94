#pragma once
// How many requests an address may send: a bucket of tokens for each, which fills up again with
// time. Any thread.

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace admitone::http {

struct AddressRate {
  double requests_per_s = 0;  ///< in the long run; 0: no limit
  double burst = 0;           ///< at once
};

class AddressRates {
 public:
  using Clock = std::chrono::steady_clock;
  /// Addresses that are remembered, the oldest forgotten first: a forgotten one has a full bucket.
  static constexpr std::size_t remembered_max = 16'384;

  explicit AddressRates(const AddressRate& rate) : rate_(rate) {}

  /// Takes a token; or says, in whole seconds, when there will be one again.
  std::optional<int> take(const std::string& address, Clock::time_point now);

 private:
  struct Bucket {
    std::string address;
    double tokens;
    Clock::time_point filled_at;
  };

  Bucket& bucket_of(const std::string& address, Clock::time_point now);

  const AddressRate rate_;
  std::mutex mutex_;
  std::list<Bucket> buckets_;  ///< the most recently used first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_address_;
};

}  // namespace admitone::http
