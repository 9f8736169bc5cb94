// How another database's rows are asked for, whatever types its columns have.

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <span>

#include <boost/describe/class.hpp>

#include "base/refusal.hpp"
#include "core/moved_house.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(MovedUser, (),
                      (id, username, email, role, password_hash, is_active, created_at, updated_at))
BOOST_DESCRIBE_STRUCT(MovedConcert, (),
                      (id, name, date, venue, description, timezone, currency, capacity,
                       created_at))
BOOST_DESCRIBE_STRUCT(MovedTicket, (),
                      (id, concert_id, ticket_number, serial, tier, status, price, buyer_name,
                       buyer_email, original_buyer_id, current_holder_id, sold_at, created_at,
                       updated_at))
BOOST_DESCRIBE_STRUCT(MovedScan, (),
                      (id, scan_id, ticket_id, concert_id, scan_type, verdict, reason,
                       scanned_by_user_id, location, notes, scanned_at))
BOOST_DESCRIBE_STRUCT(MovedRefund, (),
                      (id, ticket_id, requested_by_user_id, reason, amount, status, notes,
                       decided_by_user_id, requested_at, decided_at, completed_at))
BOOST_DESCRIBE_STRUCT(MovedTransfer, (),
                      (id, ticket_id, from_user_id, to_user_id, to_email, status, notes,
                       initiated_at, decided_at))

namespace {

constexpr std::int64_t rows_at_once = 5'000;

enum class Kind { number, text, word, time, flag, amount };

struct Column {
  const char* name;
  Kind kind;
  enum class Need { must_exist, may_lack } need = Need::must_exist;
  /// Whether a missing value is read as 0 or "" rather than as none.
  enum class Null { none, zero } null = Null::zero;
  const char* also = "";  ///< another name that it may have
};

constexpr auto may_lack = Column::Need::may_lack;
constexpr auto must_exist = Column::Need::must_exist;
constexpr auto none = Column::Null::none;

constexpr std::array user_columns{
    Column{"id", Kind::number},
    Column{"username", Kind::text},
    Column{"email", Kind::text},
    Column{"role", Kind::word},
    Column{.name = "password_hash", .kind = Kind::text, .also = "hashed_password"},
    Column{"is_active", Kind::flag, may_lack},
    Column{"created_at", Kind::time, may_lack},
    Column{"updated_at", Kind::time, may_lack}};
constexpr std::array concert_columns{Column{"id", Kind::number},
                                     Column{"name", Kind::text},
                                     Column{"date", Kind::time},
                                     Column{"venue", Kind::text},
                                     Column{"description", Kind::text, may_lack},
                                     Column{"timezone", Kind::text, may_lack},
                                     Column{"currency", Kind::text, may_lack},
                                     Column{"capacity", Kind::number, may_lack, none},
                                     Column{"created_at", Kind::time, may_lack}};
constexpr std::array ticket_columns_moved{Column{"id", Kind::number},
                                          Column{"concert_id", Kind::number},
                                          Column{"ticket_number", Kind::text},
                                          Column{"serial", Kind::number, may_lack, none},
                                          Column{"tier", Kind::text, may_lack, none},
                                          Column{"status", Kind::word},
                                          Column{"price", Kind::amount, may_lack, none},
                                          Column{"buyer_name", Kind::text, may_lack, none},
                                          Column{"buyer_email", Kind::text, may_lack, none},
                                          Column{"original_buyer_id", Kind::number, may_lack, none},
                                          Column{"current_holder_id", Kind::number, may_lack, none},
                                          Column{"sold_at", Kind::time, may_lack},
                                          Column{"created_at", Kind::time, may_lack},
                                          Column{"updated_at", Kind::time, may_lack}};
constexpr std::array scan_columns_moved{Column{"id", Kind::number},
                                        Column{"scan_id", Kind::text, may_lack, none},
                                        Column{"ticket_id", Kind::number, must_exist, none},
                                        Column{"concert_id", Kind::number, may_lack, none},
                                        Column{"scan_type", Kind::word},
                                        Column{"verdict", Kind::word, may_lack},
                                        Column{"reason", Kind::word, may_lack},
                                        Column{"scanned_by_user_id", Kind::number},
                                        Column{"location", Kind::text, may_lack, none},
                                        Column{"notes", Kind::text, may_lack, none},
                                        Column{"scanned_at", Kind::time}};
constexpr std::array refund_columns{
    Column{"id", Kind::number},
    Column{"ticket_id", Kind::number},
    Column{.name = "requested_by_user_id", .kind = Kind::number, .also = "user_id"},
    Column{"reason", Kind::text, may_lack},
    Column{"amount", Kind::amount, may_lack, none},
    Column{"status", Kind::word},
    Column{"notes", Kind::text, may_lack, none},
    Column{"decided_by_user_id", Kind::number, may_lack, none},
    Column{"requested_at", Kind::time, may_lack, none, "created_at"},
    Column{"decided_at", Kind::time, may_lack},
    Column{"completed_at", Kind::time, may_lack}};
constexpr std::array transfer_columns{
    Column{"id", Kind::number},
    Column{"ticket_id", Kind::number},
    Column{"from_user_id", Kind::number},
    Column{"to_user_id", Kind::number, may_lack, none},
    Column{"to_email", Kind::text, may_lack, none},
    Column{"status", Kind::word},
    Column{"notes", Kind::text, may_lack, none},
    Column{"initiated_at", Kind::time, may_lack, none, "created_at"},
    Column{"decided_at", Kind::time, may_lack}};

/// The columns that each table has.
using Catalogue = std::map<std::string, std::set<std::string>>;

struct CatalogueRow {
  std::string table;
  std::string column;
};
BOOST_DESCRIBE_STRUCT(CatalogueRow, (), (table, column))

Catalogue read_catalogue(db::Transaction& other) {
  Catalogue catalogue;
  for (CatalogueRow& row : other.list<CatalogueRow>(
           "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) "
           "FROM information_schema.columns WHERE table_schema = current_schema()")) {
    catalogue[row.table].insert(std::move(row.column));
  }
  return catalogue;
}

/// The value of an existing column, in a type that is read the same whatever the column's own is.
std::string converted(Kind kind, const std::string& column) {
  switch (kind) {
    case Kind::number:
      return "CAST(" + column + " AS BIGINT)";
    case Kind::text:
      return "CAST(" + column + " AS TEXT)";
    case Kind::word:
      return "lower(CAST(" + column + " AS TEXT))";
    case Kind::time:
      return "CAST(extract(epoch FROM " + column + ") * 1000000 AS BIGINT)";
    case Kind::flag:
      return "CAST(CAST(" + column + " AS INTEGER) AS BIGINT)";
    case Kind::amount:
      return "CAST(trim_scale(CAST(" + column + " AS NUMERIC)) AS TEXT)";
  }
  throw std::logic_error("a column has a kind that is none");
}

std::string expression(const std::string& table, const std::set<std::string>& existing,
                       const Column& column) {
  std::string name = column.name;
  if (!existing.contains(name) && *column.also != '\0') name = column.also;
  const bool is_there = existing.contains(name);
  if (!is_there && column.need == must_exist) {
    throw base::conflict("The table " + table + " has no column " + column.name + ".");
  }
  const bool is_text =
      column.kind == Kind::text || column.kind == Kind::word || column.kind == Kind::amount;
  const std::string value = is_there  ? converted(column.kind, "\"" + name + "\"")
                            : is_text ? "CAST(NULL AS TEXT)"
                                      : "CAST(NULL AS BIGINT)";
  if (column.null == none || column.kind == Kind::time) return value;
  const char* instead = is_text ? "''" : column.kind == Kind::flag ? "1" : "0";
  return "COALESCE(" + value + ", " + instead + ")";
}

class Reader {
 public:
  Reader(db::Transaction& other, const std::function<void(std::int64_t)>& progress)
      : other_(other), progress_(progress), catalogue_(read_catalogue(other)) {}

  template <class Row>
  std::vector<Row> read(const std::string& table, std::span<const Column> columns) {
    const std::string sql = statement(table, columns);
    std::vector<Row> rows;
    std::vector<Row> page;
    do {
      const std::int64_t after =
          rows.empty() ? std::numeric_limits<std::int64_t>::min() : rows.back().id;
      page = other_.list<Row>(sql, {after, rows_at_once});
      count_ += page.size();
      if (count_ > moved_rows_max) {
        throw base::conflict("There are more than " + std::to_string(moved_rows_max) +
                             " rows, which is more than can be moved in at once.");
      }
      rows.insert(rows.end(), std::move_iterator(page.begin()), std::move_iterator(page.end()));
      progress_(static_cast<std::int64_t>(count_));
    } while (!page.empty());
    return rows;
  }

 private:
  std::string statement(const std::string& table, std::span<const Column> columns) const {
    const auto found = catalogue_.find(table);
    if (found == catalogue_.end()) throw base::conflict("There is no table " + table + ".");
    std::string sql = "SELECT ";
    for (const Column& column : columns) {
      if (&column != columns.data()) sql += ", ";
      sql += expression(table, found->second, column);
    }
    return sql + " FROM " + table + " WHERE id > CAST($1 AS BIGINT) ORDER BY id LIMIT $2";
  }

  db::Transaction& other_;
  const std::function<void(std::int64_t)>& progress_;
  Catalogue catalogue_;
  std::size_t count_ = 0;
};

}  // namespace

std::size_t MovedHouse::row_count() const {
  return users.size() + concerts.size() + tickets.size() + scans.size() + refunds.size() +
         transfers.size();
}

MovedHouse read_moved_house(db::Transaction& other,
                            const std::function<void(std::int64_t)>& progress) {
  other.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  Reader reader(other, progress);
  MovedHouse house;
  house.users = reader.read<MovedUser>("users", user_columns);
  house.concerts = reader.read<MovedConcert>("concerts", concert_columns);
  house.tickets = reader.read<MovedTicket>("tickets", ticket_columns_moved);
  house.scans = reader.read<MovedScan>("scans", scan_columns_moved);
  house.refunds = reader.read<MovedRefund>("refunds", refund_columns);
  house.transfers = reader.read<MovedTransfer>("transfers", transfer_columns);
  return house;
}

}  // namespace admitone::core
