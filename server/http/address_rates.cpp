#include "http/address_rates.hpp"

#include <algorithm>
#include <cmath>

namespace admitone::http {

AddressRates::Bucket& AddressRates::bucket_of(const std::string& address, Clock::time_point now) {
  if (const auto found = by_address_.find(address); found != by_address_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
    return buckets_.front();
  }
  if (buckets_.size() >= remembered_max) {
    by_address_.erase(buckets_.back().address);
    buckets_.pop_back();
  }
  buckets_.push_front({address, rate_.burst, now});
  by_address_.emplace(buckets_.front().address, buckets_.begin());
  return buckets_.front();
}

std::optional<int> AddressRates::take(const std::string& address, Clock::time_point now) {
  if (rate_.requests_per_s <= 0) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  Bucket& bucket = bucket_of(address, now);
  const double passed_s =
      std::max(std::chrono::duration<double>(now - bucket.filled_at).count(), 0.0);
  bucket.tokens = std::min(bucket.tokens + passed_s * rate_.requests_per_s, rate_.burst);
  bucket.filled_at = now;
  if (bucket.tokens < 1) {
    return static_cast<int>(std::ceil((1 - bucket.tokens) / rate_.requests_per_s));
  }
  bucket.tokens -= 1;
  return std::nullopt;
}

}  // namespace admitone::http
