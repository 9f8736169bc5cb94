// Puts a server under load from one thread: prepares a concert, scans its tickets, or asks for
// nothing. The figures are one JSON object on standard output, progress goes to standard error.
// Exit codes: 0, 1 when counts disagree or a request failed, 2 when it could not be run.

#include <cstdio>
#include <exception>
#include <map>
#include <string>

#include <CLI/CLI.hpp>

#include "load/options.hpp"
#include "load/phases.hpp"
#include "support/report.hpp"

namespace {

using admitone::bench::Options;
using admitone::bench::Report;
using Phase = bool (*)(const Options&, Report&);

const std::map<std::string, Phase> phases{{"prepare", &admitone::bench::prepare},
                                          {"scan", &admitone::bench::scan},
                                          {"trivial", &admitone::bench::trivial}};

constexpr int exit_disagrees = 1;
constexpr int exit_not_run = 2;

void add_options(CLI::App& program, Options& options) {
  program.add_option("phase", options.phase, "prepare, scan or trivial")
      ->required()
      ->check(CLI::IsMember(phases));
  program.add_option("--url", options.url, "the server, such as http://127.0.0.1:8000")->required();
  program.add_option("--token", options.token, "an access token, instead of signing in");
  program.add_option("--username", options.username, "an admin")
      ->envname("ADMITONE_ADMIN_USERNAME");
  program.add_option("--password", options.password, "the admin's password")
      ->envname("ADMITONE_ADMIN_PASSWORD");
  program.add_option("--prepared", options.prepared,
                     "the file of tickets that prepare writes and scan reads");
  program.add_option("--connections", options.connections, "kept alive, one request at a time")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  program
      .add_option("--rate", options.rate_per_s,
                  "requests per second, sent when they are due and timed from then; 0: each "
                  "connection sends as soon as it has its answer")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  program.add_option("--tickets", options.tickets, "to prepare; to scan at most")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  program.add_option("--first", options.first, "prepared tickets to pass over, for others to scan")
      ->capture_default_str();
  program.add_flag("--shared", options.is_shared,
                   "others scan tickets of the same concert meanwhile: the verdicts are held "
                   "against the tickets, but not against the server's counts");
  program.add_option("--requests", options.requests, "of the trivial phase")
      ->check(CLI::Range(1, 100'000'000))
      ->capture_default_str();
  program.add_option("--seed", options.seed, "of the order of scans")->capture_default_str();
  program.add_option("--server-pid", options.server,
                     "the server's process: its CPU time, memory and writes are reported");
  program.add_option("--database-pid", options.database_server,
                     "the database server's process: it and its children are reported");
}

}  // namespace

int main(int argument_count, char** arguments) {
  CLI::App program("Puts an Admit One server under load");
  Options options;
  add_options(program, options);
  try {
    program.parse(argument_count, arguments);
  } catch (const CLI::ParseError& failure) {
    return program.exit(failure) == 0 ? 0 : exit_not_run;
  }
  try {
    Report report;
    report.add("phase", options.phase);
    const bool is_right = phases.at(options.phase)(options, report);
    std::fputs(report.text().c_str(), stdout);
    return is_right ? 0 : exit_disagrees;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "admitone_load: %s\n", failure.what());
    return exit_not_run;
  }
}
