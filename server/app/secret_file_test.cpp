#include "app/secret_file.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace admitone::app {
namespace {

class SecretFile : public testing::Test {
 protected:
  SecretFile() {
    std::string name = (std::filesystem::temp_directory_path() / "admitone-secret.XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    config_.database_url = "sqlite:" + folder_.string() + "/tickets.db";
  }
  ~SecretFile() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  Config config_;
};

TEST_F(SecretFile, IsMadeOnceForTheOwnerAlone) {
  const auto first = find_secret(config_).key_for("test");
  EXPECT_EQ(find_secret(config_).key_for("test"), first);
  struct stat status {};
  ASSERT_EQ(::stat((folder_ / "tickets.db.secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(SecretFile, EnvironmentWins) {
  config_.secret = std::string(40, 's');
  find_secret(config_);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "tickets.db.secret"));
}

TEST_F(SecretFile, RefusesAShortSecret) {
  config_.secret = "short";
  EXPECT_THROW(find_secret(config_), ConfigError);
}

TEST_F(SecretFile, RefusesAnEmptyFile) {
  std::ofstream(folder_ / "tickets.db.secret");
  EXPECT_THROW(find_secret(config_), ConfigError);
}

TEST_F(SecretFile, RefusesPostgresqlWithoutASecret) {
  config_.database_url = "postgresql://localhost/tickets";
  EXPECT_THROW(find_secret(config_), ConfigError);
}

}  // namespace
}  // namespace admitone::app
