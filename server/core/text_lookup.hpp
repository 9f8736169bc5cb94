#pragma once
// Many texts looked up in few statements, the same on both engines: for the files of this room that
// compare a whole file with what is stored.

#include <functional>
#include <span>
#include <string>

#include "db/database.hpp"

namespace admitone::core {

/// A statement that asks `question`, a SELECT of at most one number about wanted.text, for as many
/// texts as are looked up at once, the first of them parameter `first`. Asked for each text by
/// itself, it is answered by an index, whatever PostgreSQL believes of a table that has just grown.
std::string look_up_sql(std::size_t first, const std::string& question);

/// Runs `sql`, which look_up_sql made, for all texts; calls `found` with the place of each that has
/// an answer. `shared` are the parameters before the first text.
void look_up(db::Transaction& transaction, const std::string& sql,
             std::span<const db::Argument> shared, std::span<const db::Argument> texts,
             const std::function<void(std::size_t place, std::int64_t number)>& found);

}  // namespace admitone::core
