#pragma once
// Failed logins slow down, per account and per address, without locking anyone out: whoever knows
// the password gets in, at worst four seconds later. Pure logic in memory, each node for itself; no
// database, no clock of its own.

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"

namespace admitone::core {

/// Any thread. Remembers at most `entries_max` accounts and as many addresses, the oldest forgotten
/// first, and nothing for longer than `memory_max` after it happened.
class LoginThrottle {
 public:
  static constexpr std::chrono::minutes memory_max{15};
  static constexpr std::chrono::milliseconds delay_min{250};
  static constexpr std::chrono::milliseconds delay_max{4000};
  static constexpr std::size_t account_failures_free = 3;
  static constexpr std::size_t address_failures_free = 21;  ///< many people share an address
  static constexpr std::size_t waiting_max = 32;            ///< of one address
  static constexpr std::size_t entries_max = 16'384;

  struct Decision {
    std::chrono::milliseconds wait{0};  ///< before the password is looked at
    bool too_many = false;  ///< refuse the attempt now: too many of its address wait already
    int retry_after_s = 0;  ///< with `too_many`
  };

  /// Asked before each attempt. Unless it says `too_many`, wait as long as it says, check the
  /// password, and tell the outcome; until then the attempt counts for its account as if it had
  /// failed, so that guesses made side by side are no faster. An attempt whose outcome is never
  /// told is forgotten after a minute. `account` is the name that was typed, folded to one case; an
  /// unknown one is treated like a known one.
  Decision before(std::string_view account, std::string_view address, base::Timestamp now);

  void failed(std::string_view account, std::string_view address, base::Timestamp now);

  /// Forgets the account's failures, but not its address's: whoever guesses at other people's
  /// accounts could otherwise wipe the slate with one of their own.
  void succeeded(std::string_view account, std::string_view address, base::Timestamp now);

 private:
  /// What is remembered of one account or address. Only as many moments as make a difference are
  /// kept.
  struct Entry {
    std::string key;
    base::Timestamp touched_at;
    std::vector<base::Timestamp> failures;
    std::vector<base::Timestamp> in_flight;    ///< when attempts began that have no outcome yet
    std::vector<base::Timestamp> waits_until;  ///< when attempts that were told to wait may go on
  };

  /// Entries by key, the most recently touched first.
  class Ledger {
   public:
    /// The key's entry, made if there is none, without what is too old to count.
    Entry& at(std::string_view key, base::Timestamp now);

   private:
    void forget_oldest(base::Timestamp now);

    std::list<Entry> entries_;
    std::unordered_map<std::string_view, std::list<Entry>::iterator>
        by_key_;  // views into entries_
  };

  std::mutex mutex_;
  Ledger accounts_;
  Ledger addresses_;
};

}  // namespace admitone::core
