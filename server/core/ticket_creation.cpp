// Making tickets, in three steps: ids, then numbers and signatures without the database, then rows.

#include <algorithm>

#include "base/refusal.hpp"
#include "core/attendance.hpp"
#include "core/journal.hpp"
#include "core/tickets.hpp"

namespace admitone::core {
namespace {

constexpr std::size_t rows_in_a_block = 100;
constexpr std::int64_t tickets_returned_max = 100;

/// The first serial of `quantity` consecutive ones. The statement is the capacity's rule: tickets
/// are never removed one by one, so the last serial is also how many there are.
std::int64_t reserve_serials(db::Transaction& transaction, base::ConcertId concert_id,
                             std::int64_t quantity) {
  lock_attendance(transaction, concert_id);
  const auto last = transaction.find<std::int64_t>(
      "UPDATE attendance SET last_serial = last_serial + $2, created = created + $2 "
      "WHERE concert_id = $1 AND COALESCE(last_serial + $2 <= "
      "(SELECT c.capacity FROM concerts c WHERE c.id = $1), TRUE) RETURNING last_serial",
      {concert_id, quantity});
  if (!last) throw base::conflict("The concert's capacity does not allow so many tickets.");
  return *last - quantity + 1;
}

/// Inserts `rows` tickets whose ids and serials follow each other. What they share is $1 to $7;
/// each ticket adds its number and its signature.
std::string insert_statement(std::size_t rows) {
  std::string sql =
      "INSERT INTO tickets (id, serial, concert_id, tier, status, price, issue, key_id, "
      "created_at, "
      "updated_at, ticket_number, signature) VALUES ";
  std::size_t parameter = 7;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string offset = std::to_string(row);
    if (row > 0) sql += ", ";
    sql += "(CAST($1 AS BIGINT) + " + offset + ", CAST($2 AS BIGINT) + " + offset +
           ", $3, $4, 'created', $5, 1, $6, $7, $7";
    sql += ", $" + std::to_string(++parameter);
    sql += ", $" + std::to_string(++parameter) + ")";
  }
  return sql;
}

/// Many tickets in one statement: the concert's counts stay locked until the last one is stored,
/// and the gates of that concert wait for them.
void insert_tickets(db::Transaction& transaction, const PreparedTickets& prepared,
                    std::int64_t first_serial, base::Timestamp now) {
  static const std::string insert_block = insert_statement(rows_in_a_block);
  static const std::string insert_one = insert_statement(1);
  const TicketOrder& order = prepared.order;
  const auto arguments = [&](std::size_t start, std::size_t rows) {
    const auto place = static_cast<std::int64_t>(start);
    db::Arguments result{prepared.first_id + place,
                         first_serial + place,
                         order.concert_id,
                         order.tier,
                         order.price,
                         prepared.key_id,
                         now};
    for (std::size_t at = start; at < start + rows; ++at) {
      result.emplace_back(prepared.numbers[at]);
      result.emplace_back(base::BytesView(prepared.signatures[at]));
    }
    return result;
  };
  std::vector<db::Arguments> blocks;
  std::vector<db::Arguments> singles;
  std::size_t at = 0;
  for (; at + rows_in_a_block <= prepared.numbers.size(); at += rows_in_a_block) {
    blocks.push_back(arguments(at, rows_in_a_block));
  }
  for (; at < prepared.numbers.size(); ++at) singles.push_back(arguments(at, 1));
  transaction.run_each(insert_block, blocks);
  transaction.run_each(insert_one, singles);
}

std::string sentence(const CreatedTickets& tickets) {
  if (tickets.created == 1) return "Created ticket " + std::to_string(tickets.first_serial);
  return "Created " + std::to_string(tickets.created) + " tickets, " +
         std::to_string(tickets.first_serial) + " to " + std::to_string(tickets.last_serial);
}

}  // namespace

std::int64_t reserve_ticket_ids(db::Transaction& transaction, const TicketOrder& order) {
  const auto last = transaction.find<std::int64_t>(
      "UPDATE counters SET value = value + $1 WHERE name = 'tickets' "
      "AND EXISTS (SELECT 1 FROM concerts WHERE id = $2) RETURNING value",
      {order.quantity, order.concert_id});
  if (!last) throw base::not_found("There is no such concert.");
  return *last - order.quantity + 1;
}

PreparedTickets prepare_tickets(const TicketOrder& order, std::int64_t first_id,
                                const SigningKeys::Signer& signer) {
  PreparedTickets prepared{order, first_id, signer.key_id, {}, {}};
  const auto quantity = static_cast<std::size_t>(order.quantity);
  prepared.numbers.reserve(quantity);
  prepared.signatures.reserve(quantity);
  for (std::int64_t place = 0; place < order.quantity; ++place) {
    prepared.numbers.push_back(TicketNumber::random().text());
    prepared.signatures.push_back(
        signer.sign({signer.key_id, order.concert_id, {first_id + place}, 1}));
  }
  return prepared;
}

CreatedTickets store_tickets(db::Transaction& transaction, const PreparedTickets& prepared,
                             base::UserId actor, base::Timestamp now) {
  const TicketOrder& order = prepared.order;
  CreatedTickets result{};
  result.created = order.quantity;
  result.first_serial = reserve_serials(transaction, order.concert_id, order.quantity);
  result.last_serial = result.first_serial + order.quantity - 1;
  insert_tickets(transaction, prepared, result.first_serial, now);
  result.tickets = list_tickets(transaction, order.concert_id, {}, result.first_serial - 1,
                                std::min(order.quantity, tickets_returned_max));
  record(transaction, Fact{.at = now,
                           .kind = "ticket.created",
                           .actor_user_id = actor,
                           .concert_id = order.concert_id,
                           .ticket_id = {},
                           .subject_id = {},
                           .detail = sentence(result)});
  return result;
}

}  // namespace admitone::core
