#include "http/local_authority.hpp"

#include <algorithm>
#include <array>
#include <new>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace admitone::http {
namespace {

/// Clocks of phones are not exact.
constexpr std::chrono::days valid_before_now{1};

constexpr const char* local_ranges =
    ",permitted;IP:10.0.0.0/255.0.0.0,permitted;IP:172.16.0.0/255.240.0.0"
    ",permitted;IP:192.168.0.0/255.255.0.0,permitted;IP:169.254.0.0/255.255.0.0"
    ",permitted;IP:127.0.0.0/255.0.0.0,permitted;IP:fc00::/fe00::,permitted;IP:fe80::/ffc0::"
    ",permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

struct Free {
  void operator()(BIO* memory) const { BIO_free(memory); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(NAME_CONSTRAINTS* constraints) const { NAME_CONSTRAINTS_free(constraints); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

/// OpenSSL fails here when memory is short, and for names that are none.
void require(bool succeeded) {
  if (succeeded) return;
  ERR_clear_error();
  throw BadCertificate("cannot make a certificate");
}

template <class Write>
std::string as_pem(Write write) {
  const Owned<BIO> memory(BIO_new(BIO_s_mem()));
  require(memory && write(memory.get()) == 1);
  char* text = nullptr;
  const long length = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

Owned<BIO> reader_of(const std::string& text) {
  return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Owned<X509> read_certificate(const std::string& pem) {
  const Owned<BIO> reader = reader_of(pem);
  Owned<X509> certificate(PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  return certificate;
}

std::string as_pem(X509* certificate) {
  return as_pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate); });
}

TlsPair to_pair(X509* certificate, EVP_PKEY* key) {
  return {as_pem(certificate), as_pem([&](BIO* out) {
            return PEM_write_bio_PKCS8PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
          })};
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void set_name(X509_NAME* name, const std::string& text) {
  const auto* octets = reinterpret_cast<const unsigned char*>(text.data());
  require(X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, octets,
                                     static_cast<int>(text.size()), -1, 0) == 1);
}

void set_serial(X509* certificate) {
  std::array<unsigned char, 16> octets;
  require(RAND_bytes(octets.data(), octets.size()) == 1);
  octets[0] &= 0x7f;  // A serial is positive (RFC 5280, section 4.1.2.2).
  BIGNUM* number = BN_bin2bn(octets.data(), octets.size(), nullptr);
  const bool was_set = number != nullptr &&
                       BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
  BN_free(number);
  require(was_set);
}

/// Without names and without a signature yet.
Owned<X509> begin_certificate(EVP_PKEY* key, base::Timestamp now, std::chrono::days lifetime) {
  Owned<X509> certificate(X509_new());
  require(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  set_serial(certificate.get());
  const auto from = std::chrono::floor<std::chrono::seconds>(now) - valid_before_now;
  // Both of its ends belong to the time that a certificate is valid for.
  const auto until = from + lifetime - std::chrono::seconds{1};
  require(ASN1_TIME_set(X509_getm_notBefore(certificate.get()), from.time_since_epoch().count()));
  require(ASN1_TIME_set(X509_getm_notAfter(certificate.get()), until.time_since_epoch().count()));
  require(X509_set_pubkey(certificate.get(), key) == 1);
  return certificate;
}

std::string alternative_names(const TlsNames& names) {
  std::string list;
  for (const std::string& host : names.hosts) list += ",DNS:" + host;
  for (const std::string& address : names.addresses) list += ",IP:" + address;
  return list.substr(std::min<std::size_t>(1, list.size()));
}

}  // namespace

TlsPair LocalAuthority::make(const std::string& host, base::Timestamp now) {
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  require(key != nullptr);
  const Owned<X509> made = begin_certificate(key.get(), now, authority_lifetime);
  X509* certificate = made.get();
  set_name(X509_get_subject_name(certificate), "Admit One on " + host);
  require(X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1);
  const auto add = [&](int kind, const std::string& value) {
    add_extension(certificate, certificate, kind, value);
  };
  add(NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add(NID_key_usage, "critical,keyCertSign,cRLSign");
  add(NID_subject_key_identifier, "hash");
  add(NID_name_constraints,
      "critical,permitted;DNS:localhost,permitted;DNS:local,permitted;DNS:" + host + local_ranges);
  require(X509_sign(certificate, key.get(), EVP_sha256()) > 0);
  return to_pair(certificate, key.get());
}

LocalAuthority::LocalAuthority(const TlsPair& pair)
    : certificate_(read_certificate(pair.certificate).release()) {
  const Owned<BIO> reader = reader_of(pair.key);
  key_.reset(PEM_read_bio_PrivateKey(reader.get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  if (!certificate_ || !key_ || X509_check_private_key(certificate_.get(), key_.get()) != 1) {
    ERR_clear_error();
    throw BadCertificate("the local authority's certificate and key do not belong together");
  }
}

std::string LocalAuthority::certificate() const { return as_pem(certificate_.get()); }

std::string LocalAuthority::fingerprint() const {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int length = 0;
  require(X509_digest(certificate_.get(), EVP_sha256(), digest.data(), &length) == 1);
  std::string text;
  for (unsigned int at = 0; at < length; ++at) {
    if (at > 0) text += ':';
    text += digits[digest[at] >> 4];
    text += digits[digest[at] & 15];
  }
  return text;
}

TlsNames LocalAuthority::permitted(const TlsNames& names) const {
  const Owned<NAME_CONSTRAINTS> constraints(static_cast<NAME_CONSTRAINTS*>(
      X509_get_ext_d2i(certificate_.get(), NID_name_constraints, nullptr, nullptr)));
  const auto is_permitted = [&](const TlsNames& one) {
    const Owned<X509> bearer(X509_new());
    add_extension(bearer.get(), nullptr, NID_subject_alt_name, alternative_names(one));
    X509_check_purpose(bearer.get(), -1, 0);  // Reads the names, which the next call looks at.
    return NAME_CONSTRAINTS_check(bearer.get(), constraints.get()) == X509_V_OK;
  };
  TlsNames found = names;
  std::erase_if(found.hosts, [&](const std::string& host) { return !is_permitted({{host}, {}}); });
  std::erase_if(found.addresses, [&](const std::string& address) {
    return !is_permitted({{}, {address}});
  });
  return found;
}

TlsPair LocalAuthority::issue(const TlsNames& names, base::Timestamp now) const {
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  require(key != nullptr);
  const Owned<X509> made = begin_certificate(key.get(), now, server_certificate_lifetime);
  X509* certificate = made.get();
  set_name(X509_get_subject_name(certificate), names.hosts.at(0));
  require(X509_set_issuer_name(certificate, X509_get_subject_name(certificate_.get())) == 1);
  const auto add = [&](int kind, const std::string& value) {
    add_extension(certificate, certificate_.get(), kind, value);
  };
  add(NID_basic_constraints, "critical,CA:FALSE");
  add(NID_key_usage, "critical,digitalSignature");
  add(NID_ext_key_usage, "serverAuth");
  add(NID_subject_key_identifier, "hash");
  add(NID_authority_key_identifier, "keyid");
  add(NID_subject_alt_name, alternative_names(names));
  require(X509_sign(certificate, key_.get(), EVP_sha256()) > 0);
  return to_pair(certificate, key.get());
}

bool LocalAuthority::has_issued(const std::string& certificate, const TlsNames& names) const {
  const Owned<X509> found = read_certificate(certificate);
  if (!found || X509_verify(found.get(), key_.get()) != 1) {
    ERR_clear_error();
    return false;
  }
  const Owned<X509> wanted(X509_new());
  add_extension(wanted.get(), nullptr, NID_subject_alt_name, alternative_names(names));
  const int place = X509_get_ext_by_NID(found.get(), NID_subject_alt_name, -1);
  if (place < 0) return false;
  return ASN1_OCTET_STRING_cmp(X509_EXTENSION_get_data(X509_get_ext(found.get(), place)),
                               X509_EXTENSION_get_data(X509_get_ext(wanted.get(), 0))) == 0;
}

}  // namespace admitone::http
