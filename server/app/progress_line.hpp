#pragma once
// How far long work is, for whoever waits at a terminal.

#include <cstdint>
#include <iostream>
#include <string>

#include <unistd.h>

namespace admitone::app {

/// One line on standard error, written over again and again; nothing where that is no terminal.
class ProgressLine {
 public:
  /// `what`: "Importing".
  explicit ProgressLine(std::string what) : what_(std::move(what)) {}
  ~ProgressLine() {
    if (is_shown_) std::cerr << "\n";
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::int64_t done, std::int64_t total) {
    show(std::to_string(done) + " of " + std::to_string(total));
  }
  void show(const std::string& how_far) {
    if (!is_terminal_) return;
    is_shown_ = true;
    std::cerr << "\r" << what_ << ": " << how_far << std::flush;
  }

 private:
  std::string what_;
  bool is_terminal_ = isatty(STDERR_FILENO) != 0;
  bool is_shown_ = false;
};

}  // namespace admitone::app
