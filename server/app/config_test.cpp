#include "app/config.hpp"

#include <gtest/gtest.h>

namespace admitone::app {
namespace {

TEST(Config, UsualValuesAreRight) { EXPECT_NO_THROW(check(Config{})); }

TEST(Config, RefusesWhatCannotBeRight) {
  Config config;
  config.log_format = "xml";
  EXPECT_THROW(check(config), ConfigError);
  config = {};
  config.database_connections = 0;
  EXPECT_THROW(check(config), ConfigError);
  config = {};
  config.threads = 65;
  EXPECT_THROW(check(config), ConfigError);
  for (const char* address : {"tickets.example.org", "ftp://example.org", "https://", "nonsense"}) {
    config = {};
    config.public_url = address;
    EXPECT_THROW(check(config), ConfigError) << address;
  }
}

TEST(Config, RefusesAnOriginWithAPath) {
  Config config;
  config.cors_origins = {"https://tickets.example.org", "http://localhost:5173"};
  EXPECT_NO_THROW(check(config));
  config.cors_origins = {"https://tickets.example.org/shop"};
  EXPECT_THROW(check(config), ConfigError);
}

TEST(Config, RefusesACertificateWithoutItsKey) {
  Config config;
  config.tls_certificate = "server.crt";
  EXPECT_THROW(check(config), ConfigError);
  config.tls_key = "server.key";
  EXPECT_NO_THROW(check(config));
  config.tls_certificate = "";
  EXPECT_THROW(check(config), ConfigError);
}

TEST(Config, RefusesTwoCertificates) {
  Config config;
  config.tls_certificate = "server.crt";
  config.tls_key = "server.key";
  config.tls_self_signed = true;
  EXPECT_THROW(check(config), ConfigError);
}

TEST(Config, ListensToPhonesOnlyWhenItServesThem) {
  Config config;
  EXPECT_EQ(listen_of(config), "127.0.0.1:8000");
  config.tls_self_signed = true;
  EXPECT_EQ(listen_of(config), "0.0.0.0:8000");
  config.is_listen_given = true;
  EXPECT_EQ(listen_of(config), "127.0.0.1:8000");
}

TEST(Config, KeepsItsAuthorityBesideTheDatabase) {
  Config config;
  EXPECT_EQ(tls_folder_of(config), "data/admitone.db.tls");
  config.database_url = "postgresql://localhost/tickets";
  EXPECT_EQ(tls_folder_of(config), "data/tls");
}

TEST(Config, KnowsWhetherBrowsersComeOverTls) {
  Config config;
  EXPECT_FALSE(is_reached_securely(config));
  config.public_url = "https://tickets.example.org";
  EXPECT_TRUE(is_reached_securely(config));
  config = {};
  config.tls_self_signed = true;
  EXPECT_TRUE(is_reached_securely(config));
  config = {};
  config.tls_certificate = "server.crt";
  EXPECT_TRUE(is_reached_securely(config));
}

TEST(Config, EventLoopHasAtLeastOneThread) {
  Config config;
  EXPECT_GE(threads_of(config), 1u);
  config.threads = 3;
  EXPECT_EQ(threads_of(config), 3u);
}

TEST(Config, KeepsFilesBesideTheDatabaseUnlessToldWhere) {
  Config config;
  EXPECT_EQ(files_folder_of(config), "data/admitone.db.files");
  config.database_url = "postgresql://localhost/tickets";
  EXPECT_EQ(files_folder_of(config), "data/files");
  config.files = "/srv/files";
  EXPECT_EQ(files_folder_of(config), "/srv/files");
}

}  // namespace
}  // namespace admitone::app
