#pragma once
// For tests: certificates in a folder of their own, and a client that speaks TLS.

#include <filesystem>
#include <fstream>
#include <string>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include "http/local_authority.hpp"
#include "http/test_client.hpp"

namespace admitone::http {

inline void write_file(const std::string& path, std::string_view text) {
  std::ofstream(path) << text;
}

/// An authority and a server's certificate of it, in files.
class TestCertificates {
 public:
  TestCertificates() {
    std::string name = (std::filesystem::temp_directory_path() / "admitone-tls-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    renew();
  }
  ~TestCertificates() { std::filesystem::remove_all(folder_); }
  TestCertificates(const TestCertificates&) = delete;
  TestCertificates& operator=(const TestCertificates&) = delete;

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  TlsPaths paths() const { return {path("server.crt"), path("server.key")}; }
  const std::string& authority() const { return authority_.certificate; }
  TlsPair issue() const { return LocalAuthority(authority_).issue({{"localhost"}, {}}, now_); }
  void renew() const {
    const TlsPair pair = issue();
    write_file(paths().certificate, pair.certificate);
    write_file(paths().key, pair.key);
  }

 private:
  std::string folder_;
  base::Timestamp now_ = base::SystemClock().now();
  TlsPair authority_ = LocalAuthority::make("box-office", now_);
};

/// Trusts `authority` (PEM) alone, for localhost. `version`: the newest of TLS that it speaks.
class TlsTestClient final : public TestClient {
 public:
  TlsTestClient(std::uint16_t port, const std::string& authority, int version = TLS1_3_VERSION,
                const std::string& protocol = "http/1.1")
      : TestClient(port), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_, version);
    // Otherwise this side would not even try what the server is to refuse.
    SSL_CTX_set_security_level(context_, 0);
    SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
    BIO* reader = BIO_new_mem_buf(authority.data(), static_cast<int>(authority.size()));
    X509* trusted = PEM_read_bio_X509(reader, nullptr, nullptr, nullptr);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), trusted);
    X509_free(trusted);
    BIO_free(reader);
    stream_ = SSL_new(context_);
    SSL_set1_host(stream_, "localhost");
    const std::string offered = static_cast<char>(protocol.size()) + protocol;
    SSL_set_alpn_protos(stream_, reinterpret_cast<const unsigned char*>(offered.data()),
                        static_cast<unsigned>(offered.size()));
    SSL_set_fd(stream_, socket());
    if (SSL_connect(stream_) == 1) return;
    const char* reason = ERR_reason_error_string(ERR_peek_error());
    const std::string why = reason == nullptr ? "closed" : reason;
    ERR_clear_error();
    free_all();
    throw std::runtime_error(why);
  }
  ~TlsTestClient() override { free_all(); }

  std::string version() const { return SSL_get_version(stream_); }
  std::string protocol() const {
    const unsigned char* chosen = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(stream_, &chosen, &length);
    return {reinterpret_cast<const char*>(chosen), length};
  }
  /// Whether the server has said that nothing more comes.
  bool was_told_goodbye() const { return (SSL_get_shutdown(stream_) & SSL_RECEIVED_SHUTDOWN) != 0; }

 private:
  ssize_t send_some(std::string_view text) override {
    return SSL_write(stream_, text.data(), static_cast<int>(text.size()));
  }
  ssize_t receive_some(std::span<char> space) override {
    return SSL_read(stream_, space.data(), static_cast<int>(space.size()));
  }
  void free_all() {
    SSL_free(stream_);
    SSL_CTX_free(context_);
  }

  SSL_CTX* context_;
  SSL* stream_ = nullptr;
};

}  // namespace admitone::http
