#include "app/security_headers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace admitone::app {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;
using testing::Pair;

TEST(SecurityHeaders, DataMayNotRunBeFramedEmbeddedOrGuessedAt) {
  http::Response response;
  add_security_headers(response);
  EXPECT_THAT(response.headers, Contains(Pair("Content-Security-Policy",
                                              "default-src 'none'; frame-ancestors 'none'")));
  EXPECT_THAT(response.headers, Contains(Pair("X-Content-Type-Options", "nosniff")));
  EXPECT_THAT(response.headers, Contains(Pair("Referrer-Policy", "no-referrer")));
  EXPECT_THAT(response.headers, Contains(Pair("Cross-Origin-Resource-Policy", "same-origin")));
  EXPECT_THAT(response.headers, Not(Contains(Key("Strict-Transport-Security"))));
}

TEST(SecurityHeaders, APageKeepsItsOwnPolicy) {
  http::Response response{.headers = {{"Content-Security-Policy", "default-src 'self'"}}};
  add_security_headers(response);
  EXPECT_THAT(response.headers,
              Contains(Pair("Content-Security-Policy", "default-src 'self'")).Times(1));
  EXPECT_THAT(response.headers, Contains(Key("Content-Security-Policy")).Times(1));
}

TEST(SecurityHeaders, WhoCameOverTlsComesBackOverTls) {
  http::Response response;
  require_tls(response);
  EXPECT_THAT(response.headers, Contains(Pair("Strict-Transport-Security", "max-age=31536000")));
}

}  // namespace
}  // namespace admitone::app
