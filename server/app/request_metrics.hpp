#pragma once
// Figures of the requests by their routes. Any thread; a request costs a look-up and no lock.

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "http/server.hpp"

namespace admitone::app {

class RequestMetrics {
 public:
  explicit RequestMetrics(prometheus::Registry& registry);

  /// Before the first request. A path that no route has is counted as the route "none".
  void add_routes(const http::Router& router);

  void count(const http::Served& served);

 private:
  static constexpr std::size_t statuses = 600;

  /// Made as it is met, so that only what was asked for is listed.
  struct Route {
    std::string method;
    std::string pattern;
    std::atomic<prometheus::Histogram*> seconds = nullptr;
    std::array<std::atomic<prometheus::Counter*>, statuses> by_status{};
  };
  using Methods = std::vector<std::pair<http::Verb, std::unique_ptr<Route>>>;

  Route& route_of(const http::Served& served);

  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  std::unordered_map<std::string_view, Methods> routes_;  ///< by pattern, which is the router's
  Route none_;
};

}  // namespace admitone::app
