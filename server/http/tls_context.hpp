#pragma once
// The certificate that a server shows and the terms on which it speaks TLS: version 1.2 or 1.3,
// ciphers with forward secrecy alone, HTTP/1.1.

#include <memory>
#include <stdexcept>
#include <string>

#include <openssl/ssl.h>

#include "base/clock.hpp"

namespace admitone::http {

/// A certificate or a key that cannot be used: one line that names the file.
struct BadCertificate : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct TlsPaths {
  std::string certificate;  ///< PEM: the server's, then those that lead to its authority
  std::string key;          ///< PEM, without a password; may be the same file
};

class TlsContext {
 public:
  /// Throws BadCertificate when a file is missing, unreadable or no PEM, or when the two do not
  /// belong together.
  explicit TlsContext(const TlsPaths& paths);

  /// The certificate's first and last moment.
  base::Timestamp valid_from() const;
  base::Timestamp valid_until() const;

  /// Shared with the connections that it was made for: they outlive it.
  SSL_CTX* handle() const { return context_.get(); }

 private:
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  std::unique_ptr<SSL_CTX, Free> context_;
};

}  // namespace admitone::http
