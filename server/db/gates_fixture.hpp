#pragma once
// A table of gates on each engine, for the tests of this room.

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "support/databases.hpp"

namespace admitone::db {

struct Gate {
  std::int64_t id = 0;
  std::string name;
  std::optional<std::string> note;
  std::optional<base::Bytes> seal;
};
BOOST_DESCRIBE_STRUCT(Gate, (), (id, name, note, seal))

inline constexpr std::string_view insert_gate =
    "INSERT INTO gates (id, name, note, seal) VALUES ($1, $2, $3, $4)";
inline constexpr std::string_view list_gates = "SELECT id, name, note, seal FROM gates ORDER BY id";

class OnGates : public tests::OnEachDatabase {
 protected:
  void SetUp() override {
    OnEachDatabase::SetUp();
    if (IsSkipped()) return;
    const std::string_view bytes = GetParam() == Engine::sqlite ? "BLOB" : "BYTEA";
    const std::string create =
        "CREATE TABLE gates (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''), "
        "note TEXT, size BIGINT, seal " +
        std::string(bytes) + ")";
    database().write([&](Transaction& transaction) { transaction.run(create); });
  }

  void add(std::int64_t id, std::string_view name) {
    database().write([&](Transaction& transaction) {
      transaction.run(insert_gate, {id, name, nullptr, nullptr});
    });
  }

  std::int64_t count() {
    return database().read([](Transaction& transaction) {
      return *transaction.find<std::int64_t>("SELECT count(*) FROM gates");
    });
  }

  /// One value through the server and back.
  template <class T>
  T there_and_back(std::string_view sql, const Argument& argument) {
    return database().read(
        [&](Transaction& transaction) { return *transaction.find<T>(sql, {argument}); });
  }
};

}  // namespace admitone::db
