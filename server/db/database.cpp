#include "db/database.hpp"

#include "db/postgres.hpp"
#include "db/sqlite.hpp"

namespace admitone::db {

std::unique_ptr<Database> open(const Options& options) {
  constexpr std::string_view sqlite = "sqlite:";
  const std::string& url = options.url;
  if (url.starts_with(sqlite)) return open_sqlite(url.substr(sqlite.size()), options);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    return open_postgres(options);
  }
  // The address itself is not repeated: it may have a password in it.
  throw StartError(
      "The database's address must begin with sqlite: or postgresql://, such as "
      "sqlite:data/admitone.db or postgresql://user@host/name.");
}

}  // namespace admitone::db
