#include "core/tickets.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/search_pattern.hpp"
#include "core/ticket_row.hpp"

namespace admitone::core {
namespace {

const std::string select_tickets = "SELECT " + ticket_columns + " FROM tickets WHERE ";

enum class Search { none, buyer, buyer_or_number };

/// Which tickets: the index tickets_rare_status holds the `rare` ones only.
enum class Wanted { any, common, rare };

/// Each kind of list has a statement of its own: "$3 IS NULL OR status = $3" would hide the index
/// from the planner.
std::string list_statement(Search search, Wanted wanted) {
  std::string sql = select_tickets + "concert_id = $1 AND serial > $2";
  int parameters = 3;
  if (search == Search::buyer) {
    sql += " AND buyer_search IS NOT NULL AND buyer_search LIKE $4 ESCAPE '\\'";
    parameters = 4;
  }
  if (search == Search::buyer_or_number) {
    sql += " AND (buyer_search LIKE $4 ESCAPE '\\' OR ticket_number LIKE $5)";
    parameters = 5;
  }
  const std::string status = "$" + std::to_string(parameters + 1);
  if (wanted == Wanted::common) sql += " AND status = " + status;
  if (wanted == Wanted::rare) sql += " AND rare_status = " + status;
  return sql + " ORDER BY serial LIMIT $3";
}

const std::string& constant_list_statement(Search search, Wanted wanted) {
  static const auto statements = [] {
    std::array<std::array<std::string, 3>, 3> made;
    for (const Search by : {Search::none, Search::buyer, Search::buyer_or_number}) {
      for (const Wanted of : {Wanted::any, Wanted::common, Wanted::rare}) {
        made.at(static_cast<std::size_t>(by)).at(static_cast<std::size_t>(of)) =
            list_statement(by, of);
      }
    }
    return made;
  }();
  return statements.at(static_cast<std::size_t>(search)).at(static_cast<std::size_t>(wanted));
}

Wanted wanted_by(const TicketFilter& filter) {
  if (!filter.status) return Wanted::any;
  const bool is_common =
      filter.status == TicketStatus::sold || filter.status == TicketStatus::attended;
  return is_common ? Wanted::common : Wanted::rare;
}

}  // namespace

std::string Ticket::code_text() const {
  Code code;
  if (signature.size() != code.signature.size()) {
    throw std::logic_error("a stored signature has a wrong length");
  }
  code.claim = {static_cast<std::uint8_t>(key_id), concert_id, id,
                static_cast<std::uint16_t>(issue)};
  std::ranges::copy(signature, code.signature.begin());
  return to_text(code);
}

std::optional<Ticket> find_ticket(db::Transaction& transaction, base::TicketId id) {
  static const std::string select = select_tickets + "id = $1";
  return transaction.find<Ticket>(select, {id});
}

std::optional<Ticket> find_ticket(db::Transaction& transaction, const PrintedNumber& number) {
  static const std::string select = select_tickets + "ticket_number = $1";
  return transaction.find<Ticket>(select, {number.text()});
}

std::vector<Ticket> list_tickets(db::Transaction& transaction, base::ConcertId concert_id,
                                 const TicketFilter& filter, std::int64_t after_serial,
                                 std::int64_t limit) {
  Search search = Search::none;
  std::string buyer;
  std::string number;
  db::Arguments arguments{concert_id, after_serial, limit};
  if (filter.search && !filter.search->empty()) {
    search = Search::buyer;
    buyer = containing(*filter.search);
    arguments.emplace_back(buyer);
    if (const auto start = ticket_number_start(*filter.search)) {
      search = Search::buyer_or_number;
      number = *start + "%";
      arguments.emplace_back(number);
    }
  }
  if (filter.status) arguments.emplace_back(*filter.status);
  db::Rows rows = transaction.run(constant_list_statement(search, wanted_by(filter)),
                                  std::span<const db::Argument>(arguments));
  std::vector<Ticket> tickets;
  tickets.reserve(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    tickets.push_back(db::read_row<Ticket>(rows, row));
  }
  return tickets;
}

std::vector<Ticket> list_tickets_of(db::Transaction& transaction, base::UserId holder,
                                    base::TicketId after, std::int64_t limit) {
  static const std::string select =
      select_tickets + "current_holder_id = $1 AND id > $2 ORDER BY id LIMIT $3";
  return transaction.list<Ticket>(select, {holder, after, limit});
}

}  // namespace admitone::core
