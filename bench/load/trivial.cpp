#include "load/connection.hpp"
#include "load/measurement.hpp"
#include "load/phases.hpp"

namespace admitone::bench {

namespace {

class Nothing final : public Workload {
 public:
  explicit Nothing(const Options& options)
      : count_(options.requests),
        request_("GET /healthz HTTP/1.1\r\nHost: " + parse_address(options.url).authority() +
                 "\r\n\r\n") {}

  std::size_t request_count() const override { return count_; }
  void write(std::size_t, std::string& request) override { request = request_; }
  bool take(const Reply& reply) override { return reply.status == 200; }

 private:
  const std::size_t count_;
  const std::string request_;
};

}  // namespace

bool trivial(const Options& options, Report& report) {
  Nothing nothing(options);
  return measure(options, nothing, "GET /healthz", report).error_count() == 0;
}

}  // namespace admitone::bench
