#include "app/move_in_command.hpp"

#include <cstdlib>
#include <iostream>

#include "app/open_beside.hpp"
#include "app/progress_line.hpp"
#include "app/secret_file.hpp"
#include "base/refusal.hpp"

namespace admitone::app {
namespace {

constexpr int exit_refused = 1;
constexpr std::size_t problems_shown_max = 1'000;

std::unique_ptr<db::Database> open_source(const std::string& url) {
  if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) {
    throw ConfigError("--from: must be a database such as postgresql://user@host/name");
  }
  try {
    return db::open({.url = url, .connections = 1, .create = false});
  } catch (const db::StartError& error) {
    throw ConfigError(std::string("--from: ") + error.what());
  }
}

core::MovedHouse read_source(const std::string& url) {
  const auto source = open_source(url);
  ProgressLine line("Reading");
  try {
    return source->read([&](db::Transaction& transaction) {
      return core::read_moved_house(
          transaction, [&](std::int64_t rows) { line.show(std::to_string(rows) + " rows"); });
    });
  } catch (const std::logic_error& error) {
    // A column of a type that cannot be read as what it must be: the server says which.
    const std::string reason = error.what();
    throw base::conflict(
        "The other database cannot be read: " + reason.substr(0, reason.find(": SELECT")) + ".");
  }
}

void print_problems(const std::vector<core::MoveProblem>& problems) {
  const std::size_t shown = std::min(problems.size(), problems_shown_max);
  for (std::size_t place = 0; place < shown; ++place) {
    const core::MoveProblem& problem = problems[place];
    std::cerr << problem.table << " " << problem.id << ": " << problem.detail << "\n";
  }
  if (shown < problems.size()) std::cerr << "and " << problems.size() - shown << " more\n";
}

std::string counts_of(const core::MovedHouse& house) {
  return std::to_string(house.users.size()) + " users, " + std::to_string(house.concerts.size()) +
         " concerts, " + std::to_string(house.tickets.size()) + " tickets, " +
         std::to_string(house.scans.size()) + " scans, " + std::to_string(house.refunds.size()) +
         " refunds and " + std::to_string(house.transfers.size()) + " transfers";
}

template <class Row>
std::int64_t last_id(const std::vector<Row>& rows) {
  return rows.empty() ? 0 : rows.back().id;
}

void store(const Config& config, const core::MovedHouse& house) {
  const auto database = open_beside(config);
  database->read(
      [](db::Transaction& transaction) { return core::require_empty_house(transaction); });
  core::SigningKeys keys(find_secret(config));
  const base::Timestamp now = base::SystemClock().now();
  const auto signer = database->write([&](db::Transaction& transaction) {
    keys.ensure(transaction, now);
    return keys.signer(transaction);
  });
  const auto show_on = [](ProgressLine& line, std::size_t total) {
    return [&line, total](std::int64_t done) { line.show(done, static_cast<std::int64_t>(total)); };
  };
  std::vector<base::Signature> signatures;
  {
    ProgressLine line("Signing");
    signatures = core::sign_moved_tickets(house, *signer, show_on(line, house.tickets.size()));
  }
  ProgressLine line("Storing");
  database->write([&](db::Transaction& transaction) {
    core::store_moved_house(transaction, house, signer->key_id, signatures, now,
                            show_on(line, house.row_count()));
    const db::Engine engine = database->engine();
    db::raise_identity(transaction, engine, "users", last_id(house.users));
    db::raise_identity(transaction, engine, "concerts", last_id(house.concerts));
    db::raise_identity(transaction, engine, "refunds", last_id(house.refunds));
    db::raise_identity(transaction, engine, "transfers", last_id(house.transfers));
  });
}

}  // namespace

std::string move_in_source_from_environment() {
  const char* value = std::getenv("ADMITONE_IMPORT_FROM");
  return value == nullptr ? "" : value;
}

int move_in(const Config& config, const MoveInArguments& arguments, bool is_dry_run) {
  if (arguments.source == config.database_url) {
    throw ConfigError("--from and --database are the same: move into a new database");
  }
  core::MovedHouse house = read_source(arguments.source);
  const auto problems = core::check_moved_house(house, arguments.defaults);
  print_problems(problems);
  if (!problems.empty()) {
    std::cerr << "admitone: nothing was moved in; mend these rows there, and try again\n";
    return exit_refused;
  }
  if (!is_dry_run) store(config, house);
  std::cout << (is_dry_run ? "Would move in " : "Moved in ") << counts_of(house) << ".\n";
  return 0;
}

}  // namespace admitone::app
