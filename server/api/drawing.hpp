#pragma once
// Where tickets are drawn: on threads of their own, which keep the fonts that they have opened. Who
// wants to see a ticket waits neither for codes that are signed nor for files that are read.

#include "api/bounded_pool.hpp"

namespace admitone::api {

class Drawing : public BoundedPool {
 public:
  static constexpr int waiting_max = 256;  ///< more: refused with 503, to be tried again

  explicit Drawing(std::size_t threads)
      : BoundedPool(threads, waiting_max,
                    base::Refusal(base::RefusalKind::unavailable,
                                  "Too many tickets are being drawn at this moment. Try again in "
                                  "a few seconds.",
                                  {}, retry_after_s)) {}

 private:
  static constexpr int retry_after_s = 2;
};

}  // namespace admitone::api
