#include "base/log.hpp"

#include <chrono>
#include <limits>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace admitone::base {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

/// What `LogFormat` makes of the lines that `write` logs.
template <class F>
std::string logged(LogFormat format, F write) {
  flush_log();
  testing::internal::CaptureStderr();
  set_log_format(format);
  write();
  flush_log();
  set_log_format(LogFormat::text);
  return testing::internal::GetCapturedStderr();
}

TEST(Log, TextLineHasTimeLevelMessageAndFields) {
  const std::string line = logged(LogFormat::text, [] {
    log(LogLevel::info, "listening", {{"port", std::int64_t{8000}}, {"address", "127.0.0.1"}});
  });
  EXPECT_THAT(line, MatchesRegex("[0-9]+-[0-9]+-[0-9]+T[0-9]+:[0-9]+:[0-9]+[.][0-9]+Z info "
                                 "listening port=8000 address=127[.]0[.]0[.]1\n"));
}

TEST(Log, JsonLineIsOneObject) {
  const std::string line = logged(LogFormat::json, [] {
    log(LogLevel::warning, "slow", {{"seconds", 1.5}, {"path", "/api"}});
  });
  EXPECT_THAT(line,
              MatchesRegex("[{]\"time\":\"[^\"]+Z\",\"level\":\"warning\",\"message\":\"slow\","
                           "\"seconds\":1[.]5,\"path\":\"/api\"[}]\n"));
}

TEST(Log, ValueCannotStartALineOfItsOwn) {
  const std::string line = logged(LogFormat::text, [] {
    log(LogLevel::info, "login", {{"username", "eve\n2026-01-01T00:00:00.000Z info login"}});
  });
  EXPECT_THAT(line, EndsWith("username=\"eve\\n2026-01-01T00:00:00.000Z info login\"\n"));
}

TEST(Log, ValueCannotPassForAnotherField) {
  const std::string line = logged(LogFormat::text, [] {
    log(LogLevel::info, "login",
        {{"a", "x role=admin"}, {"b", "role=admin"}, {"c", "\" d=1"}, {"e", ""}});
  });
  EXPECT_THAT(line, EndsWith("login a=\"x role=admin\" b=\"role=admin\" c=\"\\\" d=1\" e=\"\"\n"));
}

TEST(Log, EscapesWhatATerminalWouldObey) {
  const std::string line = logged(LogFormat::text, [] {
    log(LogLevel::info, "x", {{"a", "\x1b[2J"}, {"b", "\u202Egnp.exe"}, {"c", "\u0085"}});
  });
  EXPECT_THAT(line, EndsWith("a=\"\\u001b[2J\" b=\"\\u202egnp.exe\" c=\"\\u0085\"\n"));
}

TEST(Log, JsonStaysValidWhateverTheOctetsAre) {
  const std::string line = logged(LogFormat::json, [] {
    log(LogLevel::error, "bad \xC3",
        {{"a", "\xFF\x01\\"}, {"b", std::numeric_limits<double>::infinity()}});
  });
  EXPECT_THAT(line,
              HasSubstr("\"message\":\"bad \uFFFD\",\"a\":\"\uFFFD\\u0001\\\\\",\"b\":null}\n"));
}

TEST(Log, KeepsEveryScript) {
  const std::string line = logged(LogFormat::text, [] {
    log(LogLevel::info, "x", {{"name", "Ωμέγα"}});
  });
  EXPECT_THAT(line, EndsWith("name=Ωμέγα\n"));
}

TEST(Log, WarningIsWrittenOutAtOnceAndAnInfoWithinASecondOrTwo) {
  flush_log();
  testing::internal::CaptureStderr();
  log(LogLevel::info, "first");
  log(LogLevel::warning, "second");
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("second\n"));

  testing::internal::CaptureStderr();
  log(LogLevel::info, "third");
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("third\n"));
}

}  // namespace
}  // namespace admitone::base
