#include "app/own_certificate.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <unistd.h>

#include "app/config.hpp"
#include "app/local_names.hpp"
#include "base/log.hpp"

namespace admitone::app {
namespace {

constexpr mode_t only_the_owner = 0600;
constexpr std::chrono::days renewed_before_end{30};

std::string authority_path(const std::string& folder) { return folder + "/authority.pem"; }

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Under its name there is always one whole version.
void replace_file(const std::string& path, const std::string& text) {
  const std::string draft = path + ".new";
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, only_the_owner);
  const bool was_written =
      file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file) == 0;
  const int why = errno;
  if (file >= 0) ::close(file);
  if (was_written && std::rename(draft.c_str(), path.c_str()) == 0) return;
  throw ConfigError("cannot write " + path + ": " + std::strerror(was_written ? errno : why));
}

void make_folder(const std::string& folder) {
  std::error_code failure;
  const bool was_made = std::filesystem::create_directories(folder, failure);
  if (was_made) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
  }
  if (failure) throw ConfigError("cannot make the folder " + folder + ": " + failure.message());
}

/// A new one is called after the machine.
http::TlsPair find_authority(const std::string& folder, base::Timestamp now) {
  make_folder(folder);
  const std::string path = authority_path(folder);
  if (!std::filesystem::exists(path)) {
    const http::TlsPair made = http::LocalAuthority::make(machine_name(), now);
    replace_file(path, made.certificate + made.key);
    base::log(base::LogLevel::info, "made an authority for certificates of this machine",
              {{"file", std::string_view(path)}});
  }
  const std::string both = read_file(path);
  return {both, both};
}

http::LocalAuthority open_authority(const std::string& folder, base::Timestamp now) {
  try {
    return http::LocalAuthority(find_authority(folder, now));
  } catch (const http::BadCertificate& bad) {
    throw ConfigError(authority_path(folder) + ": " + bad.what());
  }
}

}  // namespace

OwnCertificate::OwnCertificate(std::string folder, base::Timestamp now)
    : folder_(std::move(folder)), authority_(open_authority(folder_, now)) {
  renew_if_due(now);
}

http::TlsPaths OwnCertificate::paths() const {
  const std::string path = folder_ + "/server.pem";
  return {path, path};
}

http::TlsNames OwnCertificate::names() const {
  const std::scoped_lock lock(mutex_);
  return names_;
}

void OwnCertificate::renew_if_due(base::Timestamp now) {
  http::TlsNames names = authority_.permitted(local_names());
  if (!is_good(names, now)) {
    const http::TlsPair issued = authority_.issue(names, now);
    replace_file(paths().certificate, issued.certificate + issued.key);
  }
  const std::scoped_lock lock(mutex_);
  names_ = std::move(names);
}

/// Whether the file holds a certificate for `names` that will do for a while.
bool OwnCertificate::is_good(const http::TlsNames& names, base::Timestamp now) const {
  if (!authority_.has_issued(read_file(paths().certificate), names)) return false;
  try {
    return http::TlsContext(paths()).valid_until() - renewed_before_end > now;
  } catch (const http::BadCertificate&) {
    return false;
  }
}

}  // namespace admitone::app
