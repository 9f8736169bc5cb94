#include "http/tls_context.hpp"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <string_view>

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <unistd.h>

namespace admitone::http {
namespace {

/// For TLS 1.2; the ciphers of 1.3 are all good. The client chooses, as a phone knows best which of
/// them is fast on it.
constexpr const char* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

/// Each name with its length before it, as ALPN has it.
constexpr std::string_view protocols = "\x08http/1.1";

/// What OpenSSL complained of first, without its numbers.
std::string first_complaint() {
  const char* reason = ERR_reason_error_string(ERR_peek_error());
  ERR_clear_error();
  return reason == nullptr ? "it is no PEM file" : reason;
}

void require_readable(const std::string& path, const char* what) {
  // A folder opens too: it is refused by what reads it.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    throw BadCertificate(std::string("cannot read the TLS ") + what + " " + path + ": " +
                         std::strerror(errno));
  }
  ::close(file);
}

/// Nobody is there to type one.
int give_no_password(char*, int, int, void*) { return -1; }

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned int offered_length, void*) {
  // It does not write through what it takes without const.
  const int outcome =
      SSL_select_next_proto(const_cast<unsigned char**>(chosen), length,
                            reinterpret_cast<const unsigned char*>(protocols.data()),
                            static_cast<unsigned int>(protocols.size()), offered, offered_length);
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void set_terms(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, ciphers);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  // A write that was interrupted goes on from wherever the octets are then, and a connection that
  // is silent keeps no buffers.
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  // Sessions are resumed by tickets, which the client keeps: nothing grows here.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(context, &choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, &give_no_password);
}

void load(SSL_CTX* context, const TlsPaths& paths) {
  require_readable(paths.certificate, "certificate");
  require_readable(paths.key, "key");
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context, paths.certificate.c_str()) != 1) {
    throw BadCertificate("cannot use the TLS certificate " + paths.certificate + ": " +
                         first_complaint());
  }
  if (SSL_CTX_use_PrivateKey_file(context, paths.key.c_str(), SSL_FILETYPE_PEM) == 1) return;
  const int reason = ERR_GET_REASON(ERR_peek_error());
  const bool is_another =
      reason == X509_R_KEY_VALUES_MISMATCH || reason == X509_R_KEY_TYPE_MISMATCH;
  const std::string complaint = first_complaint();
  if (is_another) {
    throw BadCertificate("the TLS key " + paths.key + " is not that of the certificate " +
                         paths.certificate);
  }
  throw BadCertificate("cannot use the TLS key " + paths.key + ": " + complaint);
}

base::Timestamp to_timestamp(const ASN1_TIME* time) {
  std::tm parts{};
  ASN1_TIME_to_tm(time, &parts);
  return std::chrono::sys_seconds{std::chrono::seconds{::timegm(&parts)}};
}

}  // namespace

TlsContext::TlsContext(const TlsPaths& paths) : context_(SSL_CTX_new(TLS_server_method())) {
  if (!context_) throw BadCertificate("cannot begin with TLS: " + first_complaint());
  set_terms(context_.get());
  load(context_.get(), paths);
}

base::Timestamp TlsContext::valid_from() const {
  return to_timestamp(X509_get0_notBefore(SSL_CTX_get0_certificate(context_.get())));
}

base::Timestamp TlsContext::valid_until() const {
  return to_timestamp(X509_get0_notAfter(SSL_CTX_get0_certificate(context_.get())));
}

}  // namespace admitone::http
