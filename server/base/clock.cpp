#include "base/clock.hpp"

#include <cstdint>

namespace admitone::base {

namespace {

using std::chrono::microseconds;

/// Takes parts of a date-time off the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  /// Takes one character if it is one of `allowed`; returns it, or NUL.
  char take(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) return '\0';
    const char taken = rest_.front();
    rest_.remove_prefix(1);
    return taken;
  }

  /// Takes exactly `digits` digits; -1 if they are not there.
  int number(std::size_t digits) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char digit = take("0123456789");
      if (digit == '\0') return -1;
      value = value * 10 + (digit - '0');
    }
    return value;
  }

  /// Takes a fraction of a second, one digit or more, cut to microseconds; -1 if there is no digit.
  std::int64_t fraction_us() {
    std::int64_t value = 0;
    std::int64_t weight = 100'000;
    char digit = take("0123456789");
    if (digit == '\0') return -1;
    for (; digit != '\0'; digit = take("0123456789")) {
      value += weight * (digit - '0');
      weight /= 10;
    }
    return value;
  }

 private:
  std::string_view rest_;
};

std::optional<std::chrono::sys_days> read_day(Reader& reader) {
  const int year = reader.number(4);
  if (year < 0 || !reader.take("-")) return std::nullopt;
  const int month = reader.number(2);
  if (month < 0 || !reader.take("-")) return std::nullopt;
  const int day = reader.number(2);
  if (day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

std::optional<std::chrono::minutes> read_hours_and_minutes(Reader& reader) {
  const int hours = reader.number(2);
  if (hours < 0 || hours > 23 || !reader.take(":")) return std::nullopt;
  const int minutes = reader.number(2);
  if (minutes < 0 || minutes > 59) return std::nullopt;
  return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

std::optional<microseconds> read_time_of_day(Reader& reader) {
  const auto minutes = read_hours_and_minutes(reader);
  if (!minutes || !reader.take(":")) return std::nullopt;
  const int seconds = reader.number(2);
  if (seconds < 0 || seconds > 59) return std::nullopt;
  std::int64_t fraction_us = 0;
  if (reader.take(".")) {
    fraction_us = reader.fraction_us();
    if (fraction_us < 0) return std::nullopt;
  }
  return *minutes + std::chrono::seconds(seconds) + microseconds(fraction_us);
}

std::optional<std::chrono::minutes> read_offset(Reader& reader) {
  if (reader.take("Zz")) return std::chrono::minutes(0);
  const char sign = reader.take("+-");
  if (sign == '\0') return std::nullopt;
  auto offset = read_hours_and_minutes(reader);
  if (offset && sign == '-') *offset = -*offset;
  return offset;
}

constexpr std::size_t rfc3339_characters_max =
    std::string_view("YYYY-MM-DDThh:mm:ss.uuuuuuZ").size();

/// The last `digits` digits of a number that is not negative. A formatting library takes ten times
/// as long, and each scan's answer has a time.
void append_number(std::string& text, std::int64_t number, std::size_t digits) {
  text.resize(text.size() + digits);
  for (auto place = text.rbegin(); digits > 0; --digits, ++place, number /= 10) {
    *place = static_cast<char>('0' + number % 10);
  }
}

}  // namespace

Timestamp SystemClock::now() const {
  return std::chrono::floor<microseconds>(std::chrono::system_clock::now());
}

std::string to_rfc3339(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string text;
  text.reserve(rfc3339_characters_max);
  append_number(text, int(date.year()), 4);
  text += '-';
  append_number(text, unsigned(date.month()), 2);
  text += '-';
  append_number(text, unsigned(date.day()), 2);
  text += 'T';
  append_number(text, clock.hours().count(), 2);
  text += ':';
  append_number(text, clock.minutes().count(), 2);
  text += ':';
  append_number(text, clock.seconds().count(), 2);
  if (clock.subseconds().count() != 0) {
    text += '.';
    append_number(text, clock.subseconds().count(), 6);
    text.erase(text.find_last_not_of('0') + 1);
  }
  text += 'Z';
  return text;
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  Reader reader(text);
  const auto day = read_day(reader);
  if (!day || !reader.take("Tt")) return std::nullopt;
  const auto time_of_day = read_time_of_day(reader);
  if (!time_of_day) return std::nullopt;
  const auto offset = read_offset(reader);
  if (!offset || !reader.at_end()) return std::nullopt;
  const Timestamp time = *day + *time_of_day - *offset;
  // The offset may have carried the time over either end of the years that can be written again.
  constexpr Timestamp end = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);
  if (time < Timestamp() || time >= end) return std::nullopt;
  return time;
}

}  // namespace admitone::base
