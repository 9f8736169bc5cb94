#pragma once
// Where the installation's secret comes from.

#include <optional>
#include <string>

#include "app/config.hpp"
#include "base/secret.hpp"

namespace admitone::app {

/// ADMITONE_SECRET if it is set. Otherwise, with SQLite, the file "<database>.secret" beside the
/// database, which is made (mode 0600) when it is missing. On PostgreSQL, where several nodes must
/// share it, a missing secret is an error. Throws ConfigError with one clear line.
base::Secret find_secret(const Config& config);

/// The file that holds it; nothing where it comes from ADMITONE_SECRET.
std::optional<std::string> secret_path_of(const Config& config);

}  // namespace admitone::app
