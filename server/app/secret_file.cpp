#include "app/secret_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "base/random.hpp"

namespace admitone::app {
namespace {

constexpr mode_t only_the_owner = 0600;

/// Makes the file unless it exists: of two processes that start at once, one wins and both read the
/// same.
void make_secret_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, only_the_owner);
  if (file < 0) {
    if (errno == EEXIST) return;
    throw ConfigError("cannot write the secret " + path + ": " + std::strerror(errno));
  }
  const std::string text = base::random_token() + "\n";
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file) == 0;
  ::close(file);
  if (!written) {
    ::unlink(path.c_str());
    throw ConfigError("cannot write the secret " + path + ": " + std::strerror(errno));
  }
}

std::string read_secret_file(const std::string& path) {
  std::ifstream file(path);
  std::string text;
  if (!std::getline(file, text)) throw ConfigError("cannot read the secret " + path);
  return text;
}

base::Secret make(const std::string& text, const std::string& where) {
  try {
    return base::Secret(text);
  } catch (const std::invalid_argument& bad) {
    throw ConfigError(where + ": " + bad.what());
  }
}

}  // namespace

base::Secret find_secret(const Config& config) {
  if (!config.secret.empty()) return make(config.secret, "ADMITONE_SECRET");
  const auto path = secret_path_of(config);
  if (!path) {
    throw ConfigError(
        "ADMITONE_SECRET is missing: on PostgreSQL every node needs the same one, of 32 characters "
        "or more "
        "(openssl rand -base64 32 makes one)");
  }
  make_secret_file(*path);
  return make(read_secret_file(*path), *path);
}

std::optional<std::string> secret_path_of(const Config& config) {
  const auto database = sqlite_path_of(config);
  if (!config.secret.empty() || !database) return std::nullopt;
  return *database + ".secret";
}

}  // namespace admitone::app
