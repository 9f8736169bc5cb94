#include "base/priority.hpp"

#include <sys/resource.h>

namespace admitone::base {

void give_way(int nice_value) noexcept {
  thread_local const bool done = setpriority(PRIO_PROCESS, 0, nice_value) == 0;
  static_cast<void>(done);
}

}  // namespace admitone::base
