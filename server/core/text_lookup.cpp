#include "core/text_lookup.hpp"

namespace admitone::core {
namespace {

constexpr std::size_t texts_at_once = 100;
constexpr std::size_t statements_at_once = 50;

}  // namespace

std::string look_up_sql(std::size_t first, const std::string& question) {
  std::string sql = "WITH wanted(place, text) AS (VALUES ";
  for (std::size_t place = 0; place < texts_at_once; ++place) {
    if (place > 0) sql += ", ";
    sql += "(" + std::to_string(place) + ", CAST($" + std::to_string(first + place) + " AS TEXT))";
  }
  return sql + ") SELECT wanted.place, (" + question + ") FROM wanted";
}

void look_up(db::Transaction& transaction, const std::string& sql,
             std::span<const db::Argument> shared, std::span<const db::Argument> texts,
             const std::function<void(std::size_t place, std::int64_t number)>& found) {
  for (std::size_t start = 0; start < texts.size(); start += statements_at_once * texts_at_once) {
    std::vector<db::Arguments> each;
    for (std::size_t at = start; at < texts.size() && each.size() < statements_at_once;
         at += texts_at_once) {
      const auto block = texts.subspan(at, std::min(texts_at_once, texts.size() - at));
      db::Arguments arguments(shared.begin(), shared.end());
      arguments.insert(arguments.end(), block.begin(), block.end());
      arguments.resize(shared.size() + texts_at_once, nullptr);  // a null is found nowhere
      each.push_back(std::move(arguments));
    }
    std::size_t block_start = start;
    for (db::Rows& rows : transaction.run_each(sql, each)) {
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto place = db::FromCell<std::size_t>::read(rows.at(row, 0));
        const auto answer = db::FromCell<std::optional<std::int64_t>>::read(rows.at(row, 1));
        if (answer) found(block_start + place, *answer);
      }
      block_start += texts_at_once;
    }
  }
}

}  // namespace admitone::core
