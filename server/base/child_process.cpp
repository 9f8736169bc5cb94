#include "base/child_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace admitone::base {

namespace {

constexpr int tick_ms = 250;
constexpr std::size_t kept_bytes_max = 1'024 * 1'024;

[[noreturn]] void fail(int code, const std::string& what) {
  throw std::system_error(code, std::generic_category(), what);
}

/// One of the child's outputs, as this process reads it.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) fail(errno, "pipe");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int reading() const { return ends_[0]; }
  int writing() const { return ends_[1]; }
  bool is_open() const { return ends_[0] >= 0; }
  void close_writing() { close_end(1); }

  /// Takes what is there; what is beyond the bound is read and dropped.
  void take(std::string& text) {
    std::array<char, 4'096> block{};
    const ssize_t count = ::read(ends_[0], block.data(), block.size());
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) return close_end(0);
    text.append(block.data(),
                std::min(static_cast<std::size_t>(count), kept_bytes_max - text.size()));
  }

 private:
  void close_end(std::size_t which) {
    if (ends_[which] >= 0) ::close(ends_[which]);
    ends_[which] = -1;
  }

  std::array<int, 2> ends_{-1, -1};
};

/// What posix_spawn takes: pointers into the texts, with a null at the end.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::string_view name_of(std::string_view variable) {
  return variable.substr(0, variable.find('='));
}

std::vector<std::string> environment_with(std::vector<std::string> changes) {
  for (char** own = environ; *own != nullptr; ++own) {
    const bool is_changed = std::ranges::any_of(
        changes, [&](const std::string& change) { return name_of(change) == name_of(*own); });
    if (!is_changed) changes.emplace_back(*own);
  }
  return changes;
}

pid_t start(std::vector<std::string> command, std::vector<std::string> environment,
            const Pipe& output, const Pipe& errors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output.writing(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.writing(), STDERR_FILENO);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, command.front().c_str(), &actions, nullptr,
                                     pointers_to(command).data(), pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) fail(failure, command.front());
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) fail(errno, "waitpid");
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ChildOutcome run_child(const std::vector<std::string>& command,
                       const std::vector<std::string>& environment,
                       const std::function<void()>& tick) {
  Pipe output;
  Pipe errors;
  const pid_t child = start(command, environment_with(environment), output, errors);
  output.close_writing();
  errors.close_writing();
  ChildOutcome outcome{};
  while (output.is_open() || errors.is_open()) {
    std::array<pollfd, 2> waited{{{output.reading(), POLLIN, 0}, {errors.reading(), POLLIN, 0}}};
    ::poll(waited.data(), waited.size(), tick_ms);
    if (waited[0].revents != 0) output.take(outcome.output);
    if (waited[1].revents != 0) errors.take(outcome.errors);
    if (tick) tick();
  }
  outcome.exit_code = wait_for(child);
  return outcome;
}

}  // namespace admitone::base
