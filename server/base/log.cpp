#include "base/log.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <memory>
#include <mutex>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include "base/log_line.hpp"

namespace admitone::base {

namespace {

constexpr std::size_t buffer_bytes_max = 64 * 1024;

/// Collects lines and writes them out together: at a busy gate a write for each line would be dear.
class BufferedStandardError final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  ~BufferedStandardError() override { write_out(); }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    buffer_.append(line.data(), line.size());
    if (buffer_.size() >= buffer_bytes_max) write_out();
  }

  void flush_() override { write_out(); }

 private:
  void write_out() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
      const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) break;  // Nobody reads standard error: there is nowhere left to say so.
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
  }

  std::string buffer_;
};

std::atomic<LogFormat> chosen_format = LogFormat::text;

std::unique_ptr<spdlog::formatter> formatter_for(LogFormat format) {
  const char* pattern = format == LogFormat::json
                            ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})"
                            : "%Y-%m-%dT%H:%M:%S.%eZ %l %v";
  return std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc);
}

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made =
        std::make_shared<spdlog::logger>("admitone", std::make_shared<BufferedStandardError>());
    made->set_formatter(formatter_for(chosen_format));
    made->flush_on(spdlog::level::warn);
    spdlog::register_logger(made);  // flush_every reaches registered loggers only.
    spdlog::flush_every(std::chrono::seconds(1));
    return made;
  }();
  return *instance;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      break;
  }
  return spdlog::level::err;
}

}  // namespace

void set_log_format(LogFormat format) {
  chosen_format = format;
  logger().set_formatter(formatter_for(format));
}

void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  const std::string line =
      chosen_format == LogFormat::json ? json_members(message, fields) : text_line(message, fields);
  logger().log(level_of(level), spdlog::string_view_t(line.data(), line.size()));
}

void flush_log() { logger().flush(); }

}  // namespace admitone::base
