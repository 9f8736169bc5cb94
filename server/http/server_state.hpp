#pragma once
// What all sessions of one server share. Any thread.

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "http/request_id.hpp"
#include "http/server.hpp"
#include "http/tls_files.hpp"

namespace admitone::http {

class Session;

/// Knows the living sessions without keeping them alive.
class Sessions {
 public:
  void add(const std::shared_ptr<Session>& session);
  void remove(const Session* session);
  std::size_t count() const;
  std::vector<std::shared_ptr<Session>> all() const;
  /// Those whose deadline has passed.
  std::vector<std::shared_ptr<Session>> due(std::chrono::steady_clock::time_point now) const;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<const Session*, std::weak_ptr<Session>> sessions_;
};

struct ServerState {
  const Limits limits;
  const Router& router;
  const Hooks& hooks;
  const TlsFiles* tls = nullptr;  ///< null: plain
  RequestIds request_ids{};
  AddressRates rates{limits.address_rate};
  Sessions sessions{};
  std::atomic<bool> is_stopping = false;
  /// Sessions that only say that there are too many: they take no place from others.
  std::atomic<std::size_t> turned_away = 0;
};

}  // namespace admitone::http
