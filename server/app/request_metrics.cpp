#include "app/request_metrics.hpp"

namespace admitone::app {
namespace {

const prometheus::Histogram::BucketBoundaries seconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                      0.05,   0.1,   0.25,   0.5,   1,    2.5};

std::string text_of(http::Verb method) {
  return std::string(boost::beast::http::to_string(method));
}

}  // namespace

RequestMetrics::RequestMetrics(prometheus::Registry& registry)
    : requests_(prometheus::BuildCounter()
                    .Name("admitone_http_requests_total")
                    .Help("Requests answered, by route and status")
                    .Register(registry)),
      seconds_(prometheus::BuildHistogram()
                   .Name("admitone_http_request_seconds")
                   .Help("From a request's head read to its answer written, by route")
                   .Register(registry)) {
  none_.method = "any";
  none_.pattern = "none";
}

void RequestMetrics::add_routes(const http::Router& router) {
  for (const http::Route* route : router.routes()) {
    auto added = std::make_unique<Route>();
    added->method = text_of(route->method);
    added->pattern = route->pattern;
    routes_[route->pattern].emplace_back(route->method, std::move(added));
  }
}

RequestMetrics::Route& RequestMetrics::route_of(const http::Served& served) {
  const auto found = routes_.find(served.pattern);
  if (found == routes_.end()) return none_;
  for (const auto& [method, route] : found->second) {
    if (method == served.request.method) return *route;
  }
  return *found->second.front().second;  // HEAD, of a route that is for GET
}

void RequestMetrics::count(const http::Served& served) {
  Route& route = route_of(served);
  prometheus::Histogram* histogram = route.seconds.load(std::memory_order_acquire);
  if (histogram == nullptr) {
    // Of two threads that meet it at once both are given the same one.
    histogram = &seconds_.Add({{"method", route.method}, {"route", route.pattern}}, seconds);
    route.seconds.store(histogram, std::memory_order_release);
  }
  histogram->Observe(std::chrono::duration<double>(served.duration).count());

  const auto status = static_cast<std::size_t>(served.status) % statuses;
  prometheus::Counter* counter = route.by_status[status].load(std::memory_order_acquire);
  if (counter == nullptr) {
    counter = &requests_.Add(
        {{"method", route.method}, {"route", route.pattern}, {"status", std::to_string(status)}});
    route.by_status[status].store(counter, std::memory_order_release);
  }
  counter->Increment();
}

}  // namespace admitone::app
