#include "load/progress.hpp"

#include <cstdio>

namespace admitone::bench {

Progress::Progress(std::string_view title, std::size_t total) : title_(title), total_(total) {}

void Progress::show(std::size_t done) {
  const Clock::time_point now = Clock::now();
  if (now - shown_ < std::chrono::seconds(1)) return;
  shown_ = now;
  print(done, now);
}

void Progress::finish(std::size_t done) { print(done, Clock::now()); }

void Progress::print(std::size_t done, Clock::time_point now) const {
  const double passed_s = std::chrono::duration<double>(now - start_).count();
  const double rate = passed_s > 0 ? static_cast<double>(done) / passed_s : 0;
  std::fprintf(stderr, "  %s: %zu of %zu, %.1f s, %.0f/s\n", title_.c_str(), done, total_, passed_s,
               rate);
}

}  // namespace admitone::bench
