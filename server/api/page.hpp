#pragma once
// Lists answer a page and a cursor to the next one.

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/text.hpp"

namespace admitone::api {

inline constexpr std::int64_t page_items_max = 500;
inline constexpr std::int64_t page_items_usual = 100;
using PageLimit = base::Ranged<1, page_items_max>;

/// Where the next page begins: opaque to clients, a row's number to us.
class Cursor {
 public:
  static constexpr base::TextRules rules{
      .length_min = 1, .length_max = 19, .pattern = "^[0-9]{1,19}$", .example = "100"};
  Cursor() = default;  ///< empty until decoded into
  static Cursor parse(std::string_view text) {
    Cursor cursor;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cursor.row_);
    if (error != std::errc{} || end != text.data() + text.size() || cursor.row_ < 0) {
      throw base::BadValue("must be the next_cursor of an earlier page");
    }
    return cursor;
  }
  std::string text() const { return std::to_string(row_); }
  std::int64_t row() const { return row_; }

 private:
  std::int64_t row_ = 0;
};

template <class Item>
struct Page {
  std::vector<Item> items;
  std::optional<std::string> next_cursor;
  BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

/// The query of every list.
struct PageQuery {
  std::optional<Cursor> cursor;
  std::optional<PageLimit> limit;
};
BOOST_DESCRIBE_STRUCT(PageQuery, (), (cursor, limit))

inline std::int64_t row_limit(const std::optional<PageLimit>& limit) {
  return limit ? limit->value : page_items_usual;
}

/// Rows, of which one more than the limit was asked for -> a page: `present` makes an item of a
/// row, `place` tells a row's place in the list.
template <class Row, class Present, class Place>
auto make_page(std::vector<Row> rows, std::int64_t limit, Present present, Place place) {
  Page<std::invoke_result_t<Present, const Row&>> page;
  if (static_cast<std::int64_t>(rows.size()) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    page.next_cursor = std::to_string(place(rows.back()));
  }
  for (const Row& row : rows) page.items.push_back(present(row));
  return page;
}

}  // namespace admitone::api
