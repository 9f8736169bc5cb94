#pragma once
// What the server's processes used, as the kernel counts it in /proc. Throws std::runtime_error
// when the process is gone or somebody else's.

#include <cstdint>
#include <map>

#include <sys/types.h>

namespace admitone::bench {

struct Usage {
  double cpu_s = 0;
  std::int64_t written_bytes = 0;  ///< on their way to the disk: log, database, whole pages
};

/// A process and its children, from construction on.
class ProcessFamily {
 public:
  explicit ProcessFamily(pid_t parent);

  /// Of the parent and of the children that it has now, since construction.
  Usage used() const;

 private:
  pid_t parent_;
  std::map<pid_t, Usage> before_;
};

std::int64_t resident_bytes(pid_t process);

/// The most that was resident since `forget_peak`, or since the process began.
std::int64_t peak_resident_bytes(pid_t process);
void forget_peak(pid_t process);

/// CPU seconds of this process.
double own_cpu_s();

}  // namespace admitone::bench
