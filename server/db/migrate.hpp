#pragma once
// What migrate() works with, apart from the files in this binary. Only for this room.

#include <span>
#include <string_view>

#include "base/embedded.hpp"
#include "db/database.hpp"

namespace admitone::db {

/// migrate() with other files than this binary's. Their names begin with their number,
/// "001_create_users.sql", and count up from 1 without a gap; std::logic_error if they do not.
int migrate_with(Database& database, std::span<const base::EmbeddedFile> files);

}  // namespace admitone::db
