#include "core/login_throttle.hpp"

#include <algorithm>

namespace admitone::core {

namespace {

using Moments = std::vector<base::Timestamp>;

/// The longest address; a longer name is nobody's, and must not fill the memory.
constexpr std::size_t key_octets_max = 254;

constexpr std::chrono::minutes in_flight_max{1};

/// After the free failures: 250 ms, then twice as long each time, up to 4 s.
std::chrono::milliseconds delay_after(std::size_t failures, std::size_t free) {
  if (failures < free) return std::chrono::milliseconds(0);
  const auto doublings = std::min<std::size_t>(failures - free, 4);
  return std::min(LoginThrottle::delay_min * (1 << doublings), LoginThrottle::delay_max);
}

/// Adds a moment, and drops the oldest beyond as many as reach the longest delay.
void remember(Moments& moments, base::Timestamp now, std::size_t free) {
  if (moments.size() >= free + 4) moments.erase(moments.begin());
  moments.push_back(now);
}

/// Removes what happened `age_max` ago. The same distance ahead is removed too: when the machine's
/// clock is set back, nobody has to wait until it has caught up.
void forget_old(Moments& moments, base::Timestamp now, std::chrono::microseconds age_max) {
  std::erase_if(moments, [&](base::Timestamp at) { return std::chrono::abs(now - at) >= age_max; });
}

void remove_one(Moments& moments) {
  if (!moments.empty()) moments.erase(moments.begin());
}

}  // namespace

LoginThrottle::Entry& LoginThrottle::Ledger::at(std::string_view key, base::Timestamp now) {
  key = key.substr(0, key_octets_max);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
  } else {
    forget_oldest(now);
    entries_.push_front(Entry{std::string(key), now, {}, {}, {}});
    by_key_.emplace(entries_.front().key, entries_.begin());
  }
  Entry& entry = entries_.front();
  entry.touched_at = now;
  forget_old(entry.failures, now, memory_max);
  forget_old(entry.in_flight, now, in_flight_max);
  std::erase_if(entry.waits_until,
                [&](base::Timestamp until) { return until <= now || until > now + delay_max * 2; });
  return entry;
}

void LoginThrottle::Ledger::forget_oldest(base::Timestamp now) {
  while (!entries_.empty() &&
         (entries_.size() >= entries_max || now - entries_.back().touched_at >= memory_max)) {
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

LoginThrottle::Decision LoginThrottle::before(std::string_view account_key,
                                              std::string_view address_key, base::Timestamp now) {
  const std::lock_guard lock(mutex_);
  Entry& account = accounts_.at(account_key, now);
  Entry& address = addresses_.at(address_key, now);
  const auto wait = std::max(
      delay_after(account.failures.size() + account.in_flight.size(), account_failures_free),
      delay_after(address.failures.size(), address_failures_free));
  if (wait > wait.zero()) {
    if (address.waits_until.size() >= waiting_max) {
      const auto first = std::ranges::min(address.waits_until);
      const auto retry_after = std::chrono::ceil<std::chrono::seconds>(first - now);
      return {.too_many = true, .retry_after_s = static_cast<int>(retry_after.count())};
    }
    address.waits_until.push_back(now + wait);
  }
  remember(account.in_flight, now, account_failures_free);
  return {.wait = wait};
}

void LoginThrottle::failed(std::string_view account_key, std::string_view address_key,
                           base::Timestamp now) {
  const std::lock_guard lock(mutex_);
  Entry& account = accounts_.at(account_key, now);
  remove_one(account.in_flight);
  remember(account.failures, now, account_failures_free);
  remember(addresses_.at(address_key, now).failures, now, address_failures_free);
}

void LoginThrottle::succeeded(std::string_view account_key, std::string_view, base::Timestamp now) {
  const std::lock_guard lock(mutex_);
  Entry& account = accounts_.at(account_key, now);
  remove_one(account.in_flight);
  account.failures.clear();
}

}  // namespace admitone::core
