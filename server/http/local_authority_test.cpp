#include "http/local_authority.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_tls.hpp"

namespace admitone::http {
namespace {

using testing::ElementsAre;

const base::Timestamp now = *base::parse_rfc3339("2026-11-23T19:30:00Z");
const TlsNames names{{"box-office", "box-office.local", "localhost"}, {"192.168.1.20", "fd00::7"}};

class LocalAuthorities : public testing::Test {
 protected:
  /// What is wrong with a server's certificate in the eyes of who trusts the authority, "ok" if
  /// nothing is.
  std::string verdict(const TlsPair& server, const std::string& host) const {
    write_file(certificates_.path("authority.pem"), pair_.certificate);
    write_file(certificates_.path("leaf.pem"), server.certificate);
    const std::string output = certificates_.path("verdict");
    const std::string command = "openssl verify -attime 1795462200 -purpose sslserver" +
                                std::string(" -verify_hostname ") + host + " -CAfile " +
                                certificates_.path("authority.pem") + " " +
                                certificates_.path("leaf.pem") + " >" + output + " 2>&1";
    if (std::system(command.c_str()) == 0) return "ok";
    std::ifstream file(output);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  TestCertificates certificates_;
  TlsPair pair_ = LocalAuthority::make("box-office", now);
  LocalAuthority authority_{pair_};
};

TEST_F(LocalAuthorities, VouchForTheHouse) {
  const TlsPair server = authority_.issue(names, now);
  for (const std::string& host : names.hosts) EXPECT_EQ(verdict(server, host), "ok");
  EXPECT_NE(verdict(server, "elsewhere.local"), "ok");
  EXPECT_TRUE(authority_.has_issued(server.certificate, names));
}

TEST_F(LocalAuthorities, CannotPoseAsAnybodyElse) {
  const TlsPair forged = authority_.issue({{"bank.example.com"}, {}}, now);
  EXPECT_THAT(verdict(forged, "bank.example.com"), testing::HasSubstr("permitted subtree"));
  const TlsPair public_address = authority_.issue({{"localhost"}, {"93.184.216.34"}}, now);
  EXPECT_THAT(verdict(public_address, "localhost"), testing::HasSubstr("permitted subtree"));
}

TEST_F(LocalAuthorities, LeaveOutWhatTheyMayNotVouchFor) {
  const TlsNames asked{
      {"box-office", "renamed", "renamed.local", "box-office.example.org"},
      {"10.1.2.3", "172.31.0.9", "172.32.0.9", "8.8.8.8", "fe80::1", "2001:db8::1"}};
  const TlsNames found = authority_.permitted(asked);
  EXPECT_THAT(found.hosts, ElementsAre("box-office", "renamed.local"));
  EXPECT_THAT(found.addresses, ElementsAre("10.1.2.3", "172.31.0.9", "fe80::1"));
}

TEST_F(LocalAuthorities, KnowTheirOwnCertificates) {
  const TlsPair server = authority_.issue(names, now);
  EXPECT_FALSE(authority_.has_issued(server.certificate, {{"localhost"}, {}}));
  const LocalAuthority other(LocalAuthority::make("box-office", now));
  EXPECT_FALSE(other.has_issued(server.certificate, names));
  EXPECT_FALSE(authority_.has_issued(pair_.certificate, names));
  EXPECT_FALSE(authority_.has_issued("nothing", names));
}

TEST_F(LocalAuthorities, IssueForNoLongerThanPhonesAccept) {
  const TlsPair server = authority_.issue(names, now);
  write_file(certificates_.paths().certificate, server.certificate);
  write_file(certificates_.paths().key, server.key);
  const TlsContext context(certificates_.paths());
  EXPECT_LE(context.valid_from(), now - std::chrono::hours{1});
  EXPECT_GT(context.valid_until(), now + std::chrono::days{390});
  EXPECT_LT(context.valid_until() - context.valid_from(), std::chrono::days{397});
}

TEST_F(LocalAuthorities, TellWhatTheyAreKnownBy) {
  EXPECT_EQ(authority_.certificate(), pair_.certificate);
  EXPECT_THAT(authority_.fingerprint(), testing::MatchesRegex("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
}

TEST_F(LocalAuthorities, RefuseAKeyThatIsNotTheirs) {
  EXPECT_THROW(LocalAuthority({pair_.certificate, LocalAuthority::make("a", now).key}),
               BadCertificate);
  EXPECT_THROW(LocalAuthority({"", ""}), BadCertificate);
}

}  // namespace
}  // namespace admitone::http
