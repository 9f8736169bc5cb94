#include "base/child_process.hpp"

#include <system_error>

#include <gmock/gmock.h>

namespace admitone::base {
namespace {

TEST(ChildProcess, ReturnsWhatTheProgramWroteAndItsExitCode) {
  const ChildOutcome outcome = run_child({"sh", "-c", "echo out; echo err >&2; exit 7"}, {});
  EXPECT_EQ(outcome.output, "out\n");
  EXPECT_EQ(outcome.errors, "err\n");
  EXPECT_EQ(outcome.exit_code, 7);
}

TEST(ChildProcess, GivesItsVariablesOverOnesOfItsOwn) {
  const ChildOutcome outcome =
      run_child({"sh", "-c", "echo $HOME $ADMITONE_CHILD"}, {"HOME=/there", "ADMITONE_CHILD=yes"});
  EXPECT_EQ(outcome.output, "/there yes\n");
}

TEST(ChildProcess, TellsTheSignalThatEndedIt) {
  EXPECT_EQ(run_child({"sh", "-c", "kill -9 $$"}, {}).exit_code, 128 + 9);
}

TEST(ChildProcess, TicksWhileItRuns) {
  int ticks = 0;
  run_child({"sleep", "1"}, {}, [&] { ++ticks; });
  EXPECT_GE(ticks, 2);
}

TEST(ChildProcess, ReadsMoreThanAPipeHolds) {
  const ChildOutcome outcome = run_child({"head", "-c", "500000", "/dev/zero"}, {});
  EXPECT_EQ(outcome.output.size(), 500'000u);
}

TEST(ChildProcess, RefusesAProgramThatIsNotThere) {
  try {
    run_child({"admitone-there-is-no-such-program"}, {});
    FAIL() << "it ran";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::no_such_file_or_directory);
  }
}

}  // namespace
}  // namespace admitone::base
