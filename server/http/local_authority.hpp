#pragma once
// An authority for certificates of one's own, for a house without a public name. It can vouch for
// names and addresses of local networks alone: who comes to hold its key cannot pose as anybody
// else to those who trust it.

#include <memory>
#include <string>
#include <vector>

#include <openssl/x509.h>

#include "base/clock.hpp"
#include "http/tls_context.hpp"

namespace admitone::http {

/// Both as PEM.
struct TlsPair {
  std::string certificate;
  std::string key;
};

/// Whom a certificate is for: names of machines, and IP addresses.
struct TlsNames {
  std::vector<std::string> hosts;
  std::vector<std::string> addresses;
};

inline constexpr std::chrono::days authority_lifetime{3650};
/// Phones refuse a server's certificate that is valid for longer.
inline constexpr std::chrono::days server_certificate_lifetime{397};

class LocalAuthority {
 public:
  /// Makes the key and the certificate of a new one, which is called after `host` and may vouch for
  /// it, for localhost, for all names below .local and for private addresses (RFC 1918, 4193).
  static TlsPair make(const std::string& host, base::Timestamp now);

  /// Throws BadCertificate.
  explicit LocalAuthority(const TlsPair& pair);

  /// What others are to trust, PEM.
  std::string certificate() const;
  /// Of the certificate, SHA-256, as phones and browsers show it: "3F:0A:…".
  std::string fingerprint() const;
  /// Those of `names` that it may vouch for.
  TlsNames permitted(const TlsNames& names) const;
  /// A certificate and a new key for `names`, at least one of which is a host.
  TlsPair issue(const TlsNames& names, base::Timestamp now) const;
  /// Whether `certificate` (PEM) is one of its own, for exactly `names`.
  bool has_issued(const std::string& certificate, const TlsNames& names) const;

 private:
  struct Free {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };
  std::unique_ptr<X509, Free> certificate_;
  std::unique_ptr<EVP_PKEY, Free> key_;
};

}  // namespace admitone::http
