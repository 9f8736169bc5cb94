#include "support/scan_ids.hpp"

#include <random>

namespace admitone::bench {

namespace {

/// The finisher of SplitMix64: neighbouring numbers come out far apart, and no two alike.
std::uint64_t scattered(std::uint64_t number) {
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
  return number ^ (number >> 31);
}

}  // namespace

ScanIds::ScanIds() {
  std::random_device device;
  run_ = (std::uint64_t{device()} << 32) | device();
}

void ScanIds::append(std::string& text, std::uint64_t number) const {
  constexpr char digits[] = "0123456789abcdef";
  constexpr int hyphens_after[] = {8, 12, 16, 20};
  const std::uint64_t halves[] = {scattered(run_ + number), scattered(~run_ - number)};
  const int* hyphen = std::begin(hyphens_after);
  for (int place = 0; place < 32; ++place) {
    if (hyphen != std::end(hyphens_after) && place == *hyphen) {
      text += '-';
      ++hyphen;
    }
    text += digits[(halves[place / 16] >> (4 * (place % 16))) & 0xF];
  }
}

}  // namespace admitone::bench
