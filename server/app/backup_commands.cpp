#include "app/backup_commands.hpp"

#include <filesystem>
#include <iostream>

#include "app/open_beside.hpp"
#include "app/progress_line.hpp"
#include "app/secret_file.hpp"
#include "base/refusal.hpp"
#include "core/inventory.hpp"
#include "core/signing_keys.hpp"
#include "db/backup.hpp"

namespace admitone::app {
namespace {

constexpr std::int64_t mebibyte = 1'024 * 1'024;

db::Progress progress_on(ProgressLine& line) {
  return [&line](std::int64_t done, std::int64_t total) {
    const std::string so_far = std::to_string(done / mebibyte);
    line.show(total == 0 ? so_far + " MiB"
                         : so_far + " of " + std::to_string(total / mebibyte) + " MiB");
  };
}

/// Without its secret a database is of little use, so whoever keeps one must keep the other.
std::string where_the_secret_is(const Config& config) {
  const auto path = secret_path_of(config);
  return path ? *path : "ADMITONE_SECRET";
}

/// What is wrong with the secret that a server would start with; empty when it fits.
std::string complaint_of_secret(const Config& config, db::Database& database) {
  const auto path = secret_path_of(config);
  if (config.secret.empty() && !(path && std::filesystem::exists(*path))) {
    return "Before it is served it needs the secret of the installation that was backed up: " +
           (path ? "as the file " + *path + ", or in ADMITONE_SECRET." : "in ADMITONE_SECRET.");
  }
  core::SigningKeys keys(find_secret(config));
  return database.read([&](db::Transaction& transaction) -> std::string {
    if (core::list_signing_keys(transaction).empty()) return "";
    try {
      keys.signer(transaction);
      return "";
    } catch (const base::Refusal& refusal) {
      return refusal.what();
    }
  });
}

}  // namespace

int back_up(const Config& config, const BackupArguments& arguments) {
  {
    ProgressLine line("Backing up");
    db::back_up(config.database_url, arguments.path,
                arguments.replaces ? db::IfThere::replace : db::IfThere::keep, progress_on(line));
  }
  std::cout << "Backed up to " << arguments.path << ", "
            << std::filesystem::file_size(arguments.path)
            << " octets. Keep the secret too, in another place: " << where_the_secret_is(config)
            << "\n";
  return 0;
}

int restore(const Config& config, const BackupArguments& arguments) {
  {
    ProgressLine line("Restoring");
    db::restore(config.database_url, arguments.path, progress_on(line));
  }
  const auto database = open_beside(config);
  const auto inventory = database->read(
      [](db::Transaction& transaction) { return core::take_inventory(transaction); });
  std::cout << "Restored " << core::to_text(inventory) << ".\n";
  const std::string complaint = complaint_of_secret(config, *database);
  if (!complaint.empty()) std::cerr << "admitone: " << complaint << "\n";
  return 0;
}

}  // namespace admitone::app
