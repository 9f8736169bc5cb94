#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include "app/file_commands.hpp"
#include "app/open_beside.hpp"
#include "app/post.hpp"
#include "app/progress_line.hpp"
#include "app/secret_file.hpp"
#include "artefacts/import_file.hpp"
#include "artefacts/import_job.hpp"
#include "base/random.hpp"
#include "base/refusal.hpp"
#include "core/concerts.hpp"
#include "core/users.hpp"

namespace admitone::app {
namespace {

constexpr int exit_refused = 1;
constexpr std::chrono::milliseconds between_looks{300};

std::string read_file(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) throw ConfigError("cannot read " + path);
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::string text;
  std::string block(64 * 1'024, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    text.append(block, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > artefacts::import_file_octets_max) {
      throw ConfigError(path + " has more than 32 MiB. Import it in parts.");
    }
  }
  if (in.bad()) throw ConfigError("cannot read " + path);
  return text;
}

/// The import's job, run by this process.
class RunHere final : public artefacts::JobRun {
 public:
  RunHere(db::Database& database, core::Job job, std::string lease, ProgressLine& line)
      : database_(database), job_(std::move(job)), lease_(std::move(lease)), line_(line) {}

  const core::Job& job() const override { return job_; }
  base::Timestamp now() const override { return base::SystemClock().now(); }

  void report(std::int64_t done) override {
    line_.show(done, job_.total);
    const bool is_ours = database_.write([&](db::Transaction& transaction) {
      return core::report_progress(transaction, job_.id, lease_, done, now());
    });
    if (!is_ours) throw base::conflict("A server took this import over.");
  }

  void finish(db::Transaction& transaction, const std::string& detail) override {
    core::finish_job(transaction, job_.id, lease_, core::JobStatus::done, detail, now());
  }

  void fail(const std::string& why) {
    try {
      database_.write([&](db::Transaction& transaction) {
        core::finish_job(transaction, job_.id, lease_, core::JobStatus::failed, why, now());
      });
    } catch (const base::Refusal&) {
      // A server took it over meanwhile, and will tell how it ends.
    }
  }

 private:
  db::Database& database_;
  core::Job job_;
  std::string lease_;
  ProgressLine& line_;
};

void print_problems(const core::ImportProblems& problems) {
  const auto list = problems.list();
  for (const core::ImportProblem& problem : list) {
    std::cerr << "line " << problem.line;
    if (!problem.column.empty()) std::cerr << ", " << problem.column;
    std::cerr << ": " << problem.detail << "\n";
  }
  const auto more = problems.count() - static_cast<std::int64_t>(list.size());
  if (more > 0) std::cerr << "and " << more << " more\n";
}

void print_summary(const artefacts::ImportFile& file, const std::string& currency) {
  std::cout << file.row_count << " rows, " << file.rows.size() << " without a problem, for "
            << core::Money::of(core::total_price(file.rows), core::Currency::parse(currency)).text()
            << " " << currency << "\n";
  for (const auto& [tier, count] : artefacts::count_tiers(file)) {
    std::cout << "  " << (tier.empty() ? "no tier" : tier) << ": " << count << "\n";
  }
  for (const std::string& column : file.ignored_columns) {
    std::cout << "  the column \"" << column << "\" is ignored\n";
  }
}

base::UserId find_actor(db::Transaction& transaction, const std::string& username) {
  if (!username.empty()) {
    const auto user = core::find_user(transaction, username);
    const bool may = user && user->is_active && user->role == core::Role::admin;
    if (!may) throw base::not_found("There is no active admin " + username + ".");
    return user->id;
  }
  const auto admins =
      core::list_users(transaction, {.role = core::Role::admin, .search = {}}, {}, 2);
  if (admins.size() != 1) {
    throw base::conflict("Say in which admin's name to import: --as USERNAME");
  }
  return admins.front().id;
}

/// Until the job has ended, here or in a server that took it.
core::Job see_through(db::Database& database, core::SigningKeys& keys, core::Job job) {
  ProgressLine line("Importing");
  while (!job.finished_at) {
    const std::string lease = base::random_uuid();
    auto taken = database.write([&](db::Transaction& transaction) {
      return core::take_job(transaction, job.id, lease, base::SystemClock().now());
    });
    if (taken) {
      RunHere run(database, std::move(*taken), lease, line);
      try {
        artefacts::import_tickets(run, database, keys);
      } catch (const base::Refusal& refusal) {
        run.fail(refusal.what());
      }
    } else {
      line.show(job.done, job.total);
      std::this_thread::sleep_for(between_looks);
    }
    const auto seen = database.read(
        [&](db::Transaction& transaction) { return core::find_job(transaction, job.id); });
    if (!seen) throw base::not_found("The concert was removed meanwhile.");
    job = *seen;
  }
  database.write([](db::Transaction& transaction) { core::forget_imported_files(transaction); });
  return job;
}

}  // namespace

int import_tickets(const Config& config, const ImportArguments& arguments) {
  const base::ConcertId concert_id{arguments.concert_id};
  if (arguments.sends_letters) require_post_office(config);
  const std::string text = read_file(arguments.path);
  const base::Bytes digest = base::digest(base::as_bytes(text));
  const auto database = open_beside(config);
  const auto concert = database->read(
      [&](db::Transaction& transaction) { return core::get_concert(transaction, concert_id); });
  auto file = artefacts::read_import_file(text, core::Currency::parse(concert.currency));
  const auto earlier = database->read([&](db::Transaction& transaction) {
    auto job = core::find_import(transaction, concert_id, digest);
    if (!job) core::check_import(transaction, concert_id, file.rows, file.problems);
    return job;
  });
  if (arguments.is_dry_run) {
    print_summary(file, concert.currency);
    const std::size_t letters = earlier ? 0 : file.rows.size();
    if (arguments.sends_letters) std::cout << "  letters: " << letters << "\n";
  }
  if (earlier) std::cout << "This file was imported already, or is at present.\n";
  print_problems(file.problems);
  if (file.problems.count() > 0) return exit_refused;
  if (arguments.is_dry_run) return 0;
  core::SigningKeys keys(find_secret(config));
  const auto now = base::SystemClock().now();
  const auto job = database->write([&](db::Transaction& transaction) {
    keys.ensure(transaction, now);
    const auto added = core::add_import(
        transaction,
        {.concert_id = concert_id,
         .file = base::as_bytes(text),
         .file_digest = digest,
         .row_count = file.row_count,
         .actor = find_actor(transaction, arguments.actor),
         .mailing = arguments.sends_letters ? core::Mailing::on : core::Mailing::off},
        now);
    return core::find_job(transaction, added.job_id).value();
  });
  const core::Job ended = see_through(*database, keys, job);
  if (ended.status == core::JobStatus::failed) throw base::conflict(ended.detail.value_or(""));
  std::cout << ended.detail.value_or("") << "\n";
  return 0;
}

}  // namespace admitone::app
