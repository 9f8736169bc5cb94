#pragma once
// Names for scans as phones make them: random, so that the database meets them in no helpful order.

#include <cstdint>
#include <string>

namespace admitone::bench {

class ScanIds {
 public:
  /// Another run has other ids, so that no scan is taken for one of an earlier run.
  ScanIds();

  /// Appends the id of the run's `number`-th scan: the shape of a UUID, 36 characters.
  void append(std::string& text, std::uint64_t number) const;

 private:
  std::uint64_t run_;
};

}  // namespace admitone::bench
