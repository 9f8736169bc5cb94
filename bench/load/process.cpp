#include "load/process.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

namespace admitone::bench {

namespace {

std::string path_of(pid_t process, const std::string& file) {
  return "/proc/" + std::to_string(process) + "/" + file;
}

std::string contents(pid_t process, const std::string& file) {
  std::ifstream stream(path_of(process, file));
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream || text.view().empty()) {
    throw std::runtime_error("cannot read " + path_of(process, file));
  }
  return text.str();
}

/// The number after "name:".
std::int64_t number_after(const std::string& text, const std::string& name) {
  const std::size_t at = text.find("\n" + name + ":");
  if (at == std::string::npos) throw std::runtime_error("/proc has no " + name);
  return std::stoll(text.substr(at + name.size() + 2));
}

double cpu_s(pid_t process) {
  // The second field is the program's name in parentheses and may hold anything; the first after it
  // is the state, the 3rd of all; utime and stime are the 14th and 15th.
  const std::string text = contents(process, "stat");
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  std::int64_t user_ticks = 0;
  std::int64_t system_ticks = 0;
  fields >> user_ticks >> system_ticks;
  return static_cast<double>(user_ticks + system_ticks) /
         static_cast<double>(::sysconf(_SC_CLK_TCK));
}

Usage usage_of(pid_t process) {
  return {cpu_s(process), number_after(contents(process, "io"), "write_bytes")};
}

std::vector<pid_t> family_of(pid_t parent) {
  std::vector<pid_t> family{parent};
  std::ifstream children(path_of(parent, "task/" + std::to_string(parent) + "/children"));
  for (pid_t child = 0; children >> child;) family.push_back(child);
  return family;
}

}  // namespace

ProcessFamily::ProcessFamily(pid_t parent) : parent_(parent) {
  for (const pid_t process : family_of(parent)) before_[process] = usage_of(process);
}

Usage ProcessFamily::used() const {
  Usage sum;
  for (const pid_t process : family_of(parent_)) {
    const Usage now = usage_of(process);
    const auto found = before_.find(process);
    const Usage before = found == before_.end() ? Usage{} : found->second;
    sum.cpu_s += now.cpu_s - before.cpu_s;
    sum.written_bytes += now.written_bytes - before.written_bytes;
  }
  return sum;
}

std::int64_t resident_bytes(pid_t process) {
  return number_after(contents(process, "status"), "VmRSS") * 1024;
}

std::int64_t peak_resident_bytes(pid_t process) {
  return number_after(contents(process, "status"), "VmHWM") * 1024;
}

void forget_peak(pid_t process) {
  std::ofstream(path_of(process, "clear_refs")) << "5\n" << std::flush;
}

double own_cpu_s() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace admitone::bench
