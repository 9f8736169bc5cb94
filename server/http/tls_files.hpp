#pragma once
// A server's certificate and key, read again when their files change: who renews a certificate need
// not stop the server. Any thread.

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>

#include "http/tls_context.hpp"

namespace admitone::http {

class TlsFiles {
 public:
  /// Reads the files. Throws BadCertificate.
  explicit TlsFiles(TlsPaths paths);

  /// What new connections are to use.
  std::shared_ptr<const TlsContext> current() const;

  /// Looks whether the files have changed, and takes the new pair if so. What cannot be used is
  /// logged, once, and the old pair stays. Two files are not written in one moment: a change is
  /// taken when the next look finds it unchanged. Call every few seconds, from one thread at a
  /// time.
  void look();

 private:
  /// What tells one version of a file from another: device, inode, size, time of change.
  using Mark = std::array<std::int64_t, 5>;
  struct Marks {
    Mark certificate{};
    Mark key{};
    bool operator==(const Marks&) const = default;
  };
  static Mark mark_of(const std::string& path);
  Marks marks() const;

  const TlsPaths paths_;
  Marks read_;  // Of what was read last, whether it could be used or not.
  Marks seen_;
  mutable std::mutex mutex_;
  std::shared_ptr<const TlsContext> current_;
};

}  // namespace admitone::http
