#include "http/tls_files.hpp"

#include <sys/stat.h>

#include "base/log.hpp"

namespace admitone::http {

// The marks are taken first: what is written while it is read is read again.
TlsFiles::TlsFiles(TlsPaths paths)
    : paths_(std::move(paths)),
      read_(marks()),
      seen_(read_),
      current_(std::make_shared<TlsContext>(paths_)) {}

std::shared_ptr<const TlsContext> TlsFiles::current() const {
  const std::scoped_lock lock(mutex_);
  return current_;
}

void TlsFiles::look() {
  const Marks now = marks();
  const bool has_settled = now == seen_;
  seen_ = now;
  if (!has_settled || now == read_) return;
  read_ = now;
  try {
    auto renewed = std::make_shared<TlsContext>(paths_);
    const std::string until = base::to_rfc3339(renewed->valid_until());
    const std::scoped_lock lock(mutex_);
    current_ = std::move(renewed);
    base::log(base::LogLevel::info, "took the new TLS certificate",
              {{"valid_until", std::string_view(until)}});
  } catch (const BadCertificate& bad) {
    base::log(base::LogLevel::error, "kept the old TLS certificate: the new one cannot be used",
              {{"error", std::string_view(bad.what())}});
  }
}

/// Zeros for a file that is not there.
TlsFiles::Mark TlsFiles::mark_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return {};
  return {static_cast<std::int64_t>(found.st_dev), static_cast<std::int64_t>(found.st_ino),
          found.st_size, found.st_ctim.tv_sec, found.st_ctim.tv_nsec};
}

TlsFiles::Marks TlsFiles::marks() const {
  return {mark_of(paths_.certificate), mark_of(paths_.key)};
}

}  // namespace admitone::http
