#include "core/ticket_insertion.hpp"

#include <algorithm>

#include "base/refusal.hpp"
#include "core/attendance.hpp"

namespace admitone::core {
namespace {

constexpr std::size_t rows_in_a_block = 50;
constexpr std::size_t blocks_at_once = 40;

/// Inserts `rows` tickets whose ids and serials follow each other. What they share is $1 to $7;
/// each ticket adds its own.
std::string insert_statement(std::size_t rows) {
  constexpr std::size_t shared = 7;
  constexpr std::size_t own = 9;
  std::string sql =
      "INSERT INTO tickets (id, serial, concert_id, key_id, status, sold_at, created_at, "
      "updated_at, "
      "issue, ticket_number, signature, tier, price, buyer_name, buyer_email, buyer_search, "
      "original_buyer_id, current_holder_id, reference) VALUES ";
  for (std::size_t row = 0; row < rows; ++row) {
    const auto parameter = [&](std::size_t place) {
      return ", $" + std::to_string(shared + row * own + place);
    };
    const std::string offset = std::to_string(row);
    if (row > 0) sql += ", ";
    sql += "(CAST($1 AS BIGINT) + " + offset + ", CAST($2 AS BIGINT) + " + offset +
           ", $3, $4, $5, $6, $7, $7, 1";
    for (std::size_t place = 1; place <= 8; ++place) sql += parameter(place);
    sql += parameter(8) + parameter(9) + ")";
  }
  return sql;
}

/// The arguments of one statement for `rows` tickets from `start` on.
db::Arguments arguments_of(const PreparedTickets& prepared, std::int64_t first_serial,
                           TicketStatus status,
                           const std::function<NewTicket(std::size_t)>& describe,
                           base::Timestamp now, std::size_t start, std::size_t rows) {
  const auto place = static_cast<std::int64_t>(start);
  db::Arguments result{prepared.first_id + place, first_serial + place, prepared.order.concert_id,
                       prepared.key_id, status};
  result.emplace_back(status == TicketStatus::created ? std::nullopt : std::optional(now));
  result.emplace_back(now);
  for (std::size_t at = start; at < start + rows; ++at) {
    const NewTicket ticket = describe(at);
    result.insert(result.end(), {prepared.numbers[at], base::BytesView(prepared.signatures[at]),
                                 ticket.tier, ticket.price, ticket.buyer_name, ticket.buyer_email,
                                 ticket.buyer_search, ticket.holder, ticket.reference});
  }
  return result;
}

}  // namespace

/// The statement is the capacity's rule: tickets are never removed one by one, so the last serial
/// is also how many there are.
std::int64_t reserve_serials(db::Transaction& transaction, base::ConcertId concert_id,
                             std::int64_t quantity) {
  lock_attendance(transaction, concert_id);
  const auto last = transaction.find<std::int64_t>(
      "UPDATE attendance SET last_serial = last_serial + $2 "
      "WHERE concert_id = $1 AND COALESCE(last_serial + $2 <= "
      "(SELECT c.capacity FROM concerts c WHERE c.id = $1), TRUE) RETURNING last_serial",
      {concert_id, quantity});
  if (!last) throw base::conflict("The concert's capacity does not allow so many tickets.");
  return *last - quantity + 1;
}

/// Many tickets in one statement: the concert's counts stay locked until the last one is stored,
/// and the gates of that concert wait for them.
void insert_tickets(db::Transaction& transaction, const PreparedTickets& prepared,
                    std::int64_t first_serial, TicketStatus status,
                    const std::function<NewTicket(std::size_t)>& describe, base::Timestamp now) {
  static const std::string insert_block = insert_statement(rows_in_a_block);
  static const std::string insert_one = insert_statement(1);
  const auto insert = [&](const std::string& statement, std::size_t rows, std::size_t begin,
                          std::size_t end) {
    std::vector<db::Arguments> each;
    for (std::size_t at = begin; at < end; at += rows) {
      each.push_back(arguments_of(prepared, first_serial, status, describe, now, at, rows));
    }
    transaction.run_each(statement, each);
  };
  constexpr std::size_t rows_at_once = blocks_at_once * rows_in_a_block;
  const std::size_t all = prepared.numbers.size();
  const std::size_t in_blocks = all - all % rows_in_a_block;
  for (std::size_t at = 0; at < in_blocks; at += rows_at_once) {
    insert(insert_block, rows_in_a_block, at, std::min(at + rows_at_once, in_blocks));
  }
  insert(insert_one, 1, in_blocks, all);
}

}  // namespace admitone::core
