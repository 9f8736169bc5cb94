#pragma once
// Structured log lines on standard error, as text or as one JSON object a line. Callers never pass
// a password, a token or a ticket's code. Any thread.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace admitone::base {

enum class LogFormat { text, json };
enum class LogLevel { info, warning, error };

struct LogField {
  std::string_view name;
  std::variant<std::int64_t, double, std::string_view> value;
};

/// Chooses the format for the whole process; call once, before the first line.
void set_log_format(LogFormat format);

void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});

/// Writes out what is still buffered. Lines at `warning` and above are written out at once, others
/// within a second.
void flush_log();

}  // namespace admitone::base
