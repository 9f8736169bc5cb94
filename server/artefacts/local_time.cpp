#include "artefacts/local_time.hpp"

#include <array>
#include <memory>

#include <fmt/format.h>
#include <glib.h>

namespace admitone::artefacts {
namespace {

constexpr std::array<const char*, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};
constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
constexpr std::int64_t us_per_minute = 60'000'000;

using Zone = std::unique_ptr<GTimeZone, decltype(&g_time_zone_unref)>;
using Date = std::unique_ptr<GDateTime, decltype(&g_date_time_unref)>;

Zone find_zone(const std::string& name) {
  GTimeZone* found = g_time_zone_new_identifier(name.c_str());
  return {found == nullptr ? g_time_zone_new_utc() : found, &g_time_zone_unref};
}

/// "CET"; "UTC-03:00" where the zone has no letters of its own.
std::string zone_name(GDateTime* date) {
  const std::string letters = g_date_time_get_timezone_abbreviation(date);
  if (!letters.starts_with('+') && !letters.starts_with('-')) return letters;
  const std::int64_t minutes = g_date_time_get_utc_offset(date) / us_per_minute;
  const std::int64_t distance = minutes < 0 ? -minutes : minutes;
  return fmt::format("UTC{}{:02}:{:02}", minutes < 0 ? '-' : '+', distance / 60, distance % 60);
}

}  // namespace

LocalTime local_time(base::Timestamp moment, const std::string& iana_timezone) {
  const Zone zone = find_zone(iana_timezone);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
  const Date utc(g_date_time_new_from_unix_utc(seconds), &g_date_time_unref);
  const Date date(g_date_time_to_timezone(utc.get(), zone.get()), &g_date_time_unref);
  const auto weekday = static_cast<std::size_t>(g_date_time_get_day_of_week(date.get()) - 1);
  const auto month = static_cast<std::size_t>(g_date_time_get_month(date.get()) - 1);
  return {fmt::format("{} {} {} {}", weekdays.at(weekday), g_date_time_get_day_of_month(date.get()),
                      months.at(month), g_date_time_get_year(date.get())),
          fmt::format("{:02}:{:02} {}", g_date_time_get_hour(date.get()),
                      g_date_time_get_minute(date.get()), zone_name(date.get()))};
}

}  // namespace admitone::artefacts
