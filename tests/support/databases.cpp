#include "support/databases.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <libpq-fe.h>

#include "base/random.hpp"

namespace admitone::tests {

namespace {

using base::random_uuid;

/// ADMITONE_TEST_POSTGRES, empty if it is not set.
std::string server_url() {
  const char* value = std::getenv("ADMITONE_TEST_POSTGRES");
  return value == nullptr ? "" : value;
}

/// The same address with another database's name.
std::string with_database(const std::string& url, const std::string& name) {
  const std::size_t authority = url.find("://") + 3;
  const std::size_t path = std::min(url.find_first_of("/?", authority), url.size());
  const std::size_t query = std::min(url.find('?', authority), url.size());
  return url.substr(0, path) + "/" + name + url.substr(query);
}

/// Runs one statement on the server itself, outside any transaction.
void on_server(const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(server_url().c_str()),
                                                                &PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()),
                                                             &PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
  }
}

class PostgresScratch final : public ScratchDatabase {
 public:
  explicit PostgresScratch(const std::string& origin)
      : name_("admitone_test_" + random_uuid().substr(0, 18)) {
    on_server("CREATE DATABASE \"" + name_ + "\" TEMPLATE \"" + origin + "\"");
  }
  ~PostgresScratch() override { on_server("DROP DATABASE \"" + name_ + "\" WITH (FORCE)"); }

  std::string url() const override { return with_database(server_url(), name_); }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

class SqliteScratch final : public ScratchDatabase {
 public:
  SqliteScratch()
      : folder_(std::filesystem::temp_directory_path() / ("admitone-test-" + random_uuid())) {
    std::filesystem::create_directory(folder_);
  }
  explicit SqliteScratch(const SqliteScratch& origin) : SqliteScratch() {
    std::filesystem::copy_file(origin.file(), file());
  }
  SqliteScratch& operator=(const SqliteScratch&) = delete;
  ~SqliteScratch() override { std::filesystem::remove_all(folder_); }

  std::string url() const override { return "sqlite:" + file().string(); }
  std::filesystem::path file() const { return folder_ / "admitone.db"; }

 private:
  std::filesystem::path folder_;
};

/// A scratch database with every migration applied and nobody connected.
template <class Scratch, class... Origin>
std::unique_ptr<Scratch> make_template(const Origin&... origin) {
  auto scratch = std::make_unique<Scratch>(origin...);
  const auto database = db::open({.url = scratch->url(), .connections = 1});
  db::migrate(*database);
  return scratch;
}

}  // namespace

bool engine_is_available(db::Engine engine) {
  return engine == db::Engine::sqlite || !server_url().empty();
}

std::unique_ptr<ScratchDatabase> empty_database(db::Engine engine) {
  if (engine == db::Engine::sqlite) return std::make_unique<SqliteScratch>();
  return std::make_unique<PostgresScratch>("template0");
}

std::unique_ptr<ScratchDatabase> migrated_database(db::Engine engine) {
  if (engine == db::Engine::sqlite) {
    static const auto origin = make_template<SqliteScratch>();
    return std::make_unique<SqliteScratch>(*origin);
  }
  static const auto origin = make_template<PostgresScratch>(std::string("template0"));
  return std::make_unique<PostgresScratch>(origin->name());
}

void OnEachDatabase::SetUp() {
  if (!engine_is_available(GetParam())) {
    GTEST_SKIP() << "ADMITONE_TEST_POSTGRES is not set: not tested on PostgreSQL";
  }
  scratch_ = migrated_database(GetParam());
  database_ = db::open({.url = scratch_->url()});
}

void OnEachDatabase::TearDown() {
  database_.reset();
  scratch_.reset();
}

std::unique_ptr<db::Database> OnEachDatabase::open_again(std::size_t connections) const {
  return db::open({.url = scratch_->url(), .connections = connections});
}

std::string engine_name(const testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::sqlite ? "Sqlite" : "Postgres";
}

}  // namespace admitone::tests
