#pragma once
// A certificate for a house that has none: a local authority, made at the first start and kept, and
// a server's certificate that it issues for what this machine is called at the time.

#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "http/local_authority.hpp"

namespace admitone::app {

class OwnCertificate {
 public:
  /// Keeps both in `folder`, readable for their owner alone, and makes what is missing. Throws
  /// ConfigError.
  OwnCertificate(std::string folder, base::Timestamp now);

  /// Issues another certificate when the machine's names or addresses have changed, or when the old
  /// one ends soon. Throws ConfigError when it cannot be written. One thread at a time.
  void renew_if_due(base::Timestamp now);

  /// The server's certificate and its key.
  http::TlsPaths paths() const;
  const http::LocalAuthority& authority() const { return authority_; }
  /// What the certificate is for: what the machine is called now, but for names that the authority
  /// may not vouch for. Any thread.
  http::TlsNames names() const;

 private:
  bool is_good(const http::TlsNames& names, base::Timestamp now) const;

  const std::string folder_;
  const http::LocalAuthority authority_;
  mutable std::mutex mutex_;
  http::TlsNames names_;
};

}  // namespace admitone::app
