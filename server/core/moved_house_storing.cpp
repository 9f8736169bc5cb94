// How rows that were checked are stored, with the counts and the facts that belong to them.

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/refusal.hpp"
#include "base/secret.hpp"
#include "core/attendance.hpp"
#include "core/inventory.hpp"
#include "core/journal.hpp"
#include "core/moved_house.hpp"
#include "core/scans.hpp"

namespace admitone::core {

namespace {

constexpr std::size_t rows_at_once = 1'000;
constexpr std::int64_t tickets_between_progress = 1'000;
constexpr std::int64_t first_issue = 1;

using ScanTotals = std::map<std::pair<std::int64_t, std::string>, LocationCount>;

class Storing {
 public:
  Storing(db::Transaction& transaction, const MovedHouse& house, base::Timestamp now,
          const std::function<void(std::int64_t)>& progress)
      : transaction_(transaction), house_(house), now_(now), progress_(progress) {
    for (std::size_t place = 0; place < house.tickets.size(); ++place) {
      tickets_.emplace(house.tickets[place].id, place);
    }
  }

  void run(std::uint8_t key_id, std::span<const base::Signature> signatures) {
    require_empty_house(transaction_);
    users();
    concerts();
    // Scans have the numbers of their facts, and tickets name the scan that used them last.
    first_number_ = take_numbers(transaction_, house_.scans.size() + house_.concerts.size() + 1);
    tickets(key_id, signatures);
    scans();
    refunds();
    transfers();
    counts();
    gates();
    arrivals();
    facts();
  }

 private:
  /// `arguments_of` borrows from its row.
  template <class Row, class ArgumentsOf>
  void insert(const char* sql, const std::vector<Row>& rows, ArgumentsOf arguments_of) {
    for (std::size_t start = 0; start < rows.size(); start += rows_at_once) {
      std::vector<db::Arguments> each;
      const std::size_t end = std::min(start + rows_at_once, rows.size());
      for (std::size_t at = start; at < end; ++at) each.push_back(arguments_of(rows[at], at));
      transaction_.change_each(sql, each);
      stored_ += static_cast<std::int64_t>(each.size());
      progress_(stored_);
    }
  }

  base::ScanId scan_id_at(std::size_t place) const {
    return {first_number_ + static_cast<std::int64_t>(place)};
  }
  std::optional<base::ScanId> scan_id_at(std::optional<std::size_t> place) const {
    return place ? std::optional(scan_id_at(*place)) : std::nullopt;
  }
  const MovedTicket& ticket_of(std::int64_t id) const { return house_.tickets[tickets_.at(id)]; }

  void users() {
    insert(
        "INSERT INTO users (id, username, email, role, password_hash, is_active, created_at, "
        "updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        house_.users, [&](const MovedUser& user, std::size_t) {
          return db::Arguments{user.id,
                               user.username,
                               user.email,
                               user.role,
                               user.password_hash,
                               user.is_active != 0 ? 1 : 0,
                               user.created_at.value_or(now_),
                               user.updated_at.value_or(now_)};
        });
    const bool has_admin = std::ranges::any_of(
        house_.users, [](const MovedUser& user) { return user.role == "admin"; });
    if (has_admin) transaction_.run("UPDATE counters SET value = 1 WHERE name = 'setup'");
  }

  void concerts() {
    insert(
        "INSERT INTO concerts (id, name, date, venue, description, timezone, currency, capacity, "
        "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        house_.concerts, [&](const MovedConcert& concert, std::size_t) {
          return db::Arguments{
              concert.id,       concert.name,        concert.date,
              concert.venue,    concert.description, concert.timezone,
              concert.currency, concert.capacity,    concert.created_at.value_or(now_)};
        });
  }

  void tickets(std::uint8_t key_id, std::span<const base::Signature> signatures) {
    insert(
        "INSERT INTO tickets (id, concert_id, ticket_number, serial, tier, status, price, "
        "buyer_name, buyer_email, buyer_search, original_buyer_id, current_holder_id, pending, "
        "issue, key_id, signature, last_scan_id, sold_at, created_at, updated_at) VALUES ($1, $2, "
        "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        house_.tickets, [&](const MovedTicket& ticket, std::size_t place) {
          return db::Arguments{ticket.id,
                               ticket.concert_id,
                               ticket.ticket_number,
                               ticket.serial,
                               ticket.tier,
                               ticket.status,
                               ticket.minor_units,
                               ticket.buyer_name,
                               ticket.buyer_email,
                               ticket.buyer_search,
                               ticket.original_buyer_id,
                               ticket.current_holder_id,
                               ticket.pending,
                               first_issue,
                               key_id,
                               base::BytesView(signatures[place]),
                               scan_id_at(ticket.last_use),
                               ticket.sold_at,
                               ticket.created_at.value_or(now_),
                               ticket.updated_at.value_or(now_)};
        });
    const std::int64_t last_id = house_.tickets.empty() ? 0 : house_.tickets.back().id;
    transaction_.run("UPDATE counters SET value = $1 WHERE name = 'tickets' AND value < $1",
                     {last_id});
  }

  void scans() {
    // Nobody can repeat a request that was never made here.
    const base::Bytes digest = base::digest(base::as_bytes("moved in"));
    insert(
        "INSERT INTO scans (id, scan_id, request_digest, ticket_id, concert_id, scan_type, "
        "verdict, reason, scanned_by_user_id, location, notes, scanned_at, ticket_status, "
        "previous_scan_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        house_.scans, [&](const MovedScan& scan, std::size_t place) {
          return db::Arguments{scan_id_at(place),
                               scan.scan_id,
                               digest,
                               scan.ticket_id,
                               scan.concert_id,
                               scan.scan_type,
                               scan.verdict,
                               scan.reason,
                               scan.scanned_by_user_id,
                               scan.location,
                               scan.notes,
                               scan.scanned_at,
                               scan.ticket_status,
                               scan_id_at(scan.previous)};
        });
  }

  void refunds() {
    insert(
        "INSERT INTO refunds (id, ticket_id, concert_id, requested_by_user_id, reason, amount, "
        "status, notes, decided_by_user_id, requested_at, decided_at, completed_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        house_.refunds, [&](const MovedRefund& refund, std::size_t) {
          return db::Arguments{refund.id,
                               refund.ticket_id,
                               ticket_of(refund.ticket_id).concert_id,
                               refund.requested_by_user_id,
                               refund.reason,
                               refund.minor_units,
                               refund.status,
                               refund.notes,
                               refund.decided_by_user_id,
                               refund.requested_at.value_or(now_),
                               refund.decided_at,
                               refund.completed_at};
        });
  }

  void transfers() {
    insert(
        "INSERT INTO transfers (id, ticket_id, concert_id, from_user_id, to_user_id, to_email, "
        "status, notes, initiated_at, decided_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        house_.transfers, [&](const MovedTransfer& transfer, std::size_t) {
          return db::Arguments{
              transfer.id,           transfer.ticket_id,  ticket_of(transfer.ticket_id).concert_id,
              transfer.from_user_id, transfer.to_user_id, transfer.to_email,
              transfer.status,       transfer.notes,      transfer.initiated_at.value_or(now_),
              transfer.decided_at};
        });
  }

  /// Each concert's tickets by status, what they were sold for, and the last serial.
  void counts() {
    std::map<std::int64_t, std::pair<AttendanceChange, std::int64_t>> of;
    for (const MovedConcert& concert : house_.concerts) of[concert.id];
    std::unordered_map<std::int64_t, std::int64_t> paid_back;
    for (const MovedRefund& refund : house_.refunds) {
      const bool is_decided = refund.status == "approved" || refund.status == "completed";
      if (is_decided) paid_back[refund.ticket_id] = refund.minor_units;
    }
    for (const MovedTicket& ticket : house_.tickets) {
      auto& [change, last_serial] = of[ticket.concert_id];
      const auto status = base::from_text<TicketStatus>(ticket.status).value();
      change.enter(status);
      last_serial = std::max(last_serial, ticket.serial.value());
      if (status == TicketStatus::created) continue;
      const std::int64_t price = ticket.minor_units.value_or(0);
      const auto back = paid_back.find(ticket.id);
      const bool is_refunded = status == TicketStatus::refunded;
      change.revenue += price;
      change.revenue -= back != paid_back.end() ? back->second : is_refunded ? price : 0;
    }
    for (const auto& [concert_id, counted] : of) {
      transaction_.run("INSERT INTO attendance (concert_id, last_serial) VALUES ($1, $2)",
                       {concert_id, counted.second});
      apply(transaction_, {concert_id}, counted.first);
    }
  }

  void gates() {
    ScanTotals totals;
    for (const MovedScan& scan : house_.scans) {
      if (!scan.concert_id) continue;
      LocationCount& at = totals[{*scan.concert_id, scan.location.value_or("")}];
      ++(scan.verdict == "accepted" ? at.accepted : at.refused);
      at.last_scanned_at = scan.scanned_at.value();
    }
    for (const auto& [place, at] : totals) {
      transaction_.run(
          "INSERT INTO attendance_locations (concert_id, location, accepted, refused, "
          "last_scanned_at) VALUES ($1, $2, $3, $4, $5)",
          {place.first, place.second, at.accepted, at.refused, at.last_scanned_at});
    }
  }

  void arrivals() {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> admitted;
    for (const MovedScan& scan : house_.scans) {
      const bool is_admission = scan.verdict == "accepted" && scan.scan_type == "attendance";
      if (!is_admission) continue;
      const std::int64_t concert_id = ticket_of(scan.ticket_id.value()).concert_id;
      ++admitted[{concert_id, minute_of(scan.scanned_at.value())}];
    }
    for (const auto& [place, count] : admitted) {
      transaction_.run("INSERT INTO arrivals (concert_id, minute, admitted) VALUES ($1, $2, $3)",
                       {place.first, place.second, count});
    }
  }

  Fact fact_of(const MovedScan& scan, std::size_t place) const {
    const bool is_accepted = scan.verdict == "accepted";
    return {
        .number = scan_id_at(place).value,
        .at = scan.scanned_at.value(),
        .kind = is_accepted ? "scan.accepted" : "scan.refused",
        .actor_user_id = base::UserId{scan.scanned_by_user_id},
        .concert_id =
            scan.concert_id ? std::optional(base::ConcertId{*scan.concert_id}) : std::nullopt,
        .ticket_id = scan.ticket_id ? std::optional(base::TicketId{*scan.ticket_id}) : std::nullopt,
        .subject_id = scan_id_at(place).value,
        .detail = "Recorded before this house was moved into"};
  }

  void facts() {
    std::vector<Fact> batch;
    for (std::size_t place = 0; place < house_.scans.size(); ++place) {
      batch.push_back(fact_of(house_.scans[place], place));
      if (batch.size() < rows_at_once) continue;
      append(transaction_, batch);
      batch.clear();
    }
    std::int64_t number = scan_id_at(house_.scans.size()).value;
    batch.push_back({.number = number++,
                     .at = now_,
                     .kind = "user.imported",
                     .actor_user_id = {},
                     .concert_id = {},
                     .ticket_id = {},
                     .subject_id = {},
                     .detail = "Imported " + std::to_string(house_.users.size()) +
                               " people from another database, with their passwords"});
    std::map<std::int64_t, std::int64_t> counts;
    for (const MovedTicket& ticket : house_.tickets) ++counts[ticket.concert_id];
    for (const MovedConcert& concert : house_.concerts) {
      batch.push_back({.number = number++,
                       .at = now_,
                       .kind = "ticket.imported",
                       .actor_user_id = {},
                       .concert_id = base::ConcertId{concert.id},
                       .ticket_id = {},
                       .subject_id = {},
                       .detail = "Imported " + std::to_string(counts[concert.id]) + " tickets of " +
                                 concert.name + " from another database, with their history"});
    }
    append(transaction_, batch);
  }

  db::Transaction& transaction_;
  const MovedHouse& house_;
  base::Timestamp now_;
  const std::function<void(std::int64_t)>& progress_;
  std::unordered_map<std::int64_t, std::size_t> tickets_;  ///< id -> place
  std::int64_t first_number_ = 0;
  std::int64_t stored_ = 0;
};

}  // namespace

std::vector<base::Signature> sign_moved_tickets(const MovedHouse& house,
                                                const SigningKeys::Signer& signer,
                                                const std::function<void(std::int64_t)>& progress) {
  std::vector<base::Signature> signatures;
  signatures.reserve(house.tickets.size());
  for (const MovedTicket& ticket : house.tickets) {
    signatures.push_back(
        signer.sign({signer.key_id, {ticket.concert_id}, {ticket.id}, first_issue}));
    const auto count = static_cast<std::int64_t>(signatures.size());
    if (count % tickets_between_progress == 0) progress(count);
  }
  return signatures;
}

void require_empty_house(db::Transaction& transaction) {
  const Inventory found = take_inventory(transaction);
  const bool is_empty = found.users == 0 && found.concerts == 0 && found.tickets == 0;
  if (is_empty) return;
  throw base::conflict("The database is not empty, it has " + to_text(found) +
                       ": move into a new one.");
}

void store_moved_house(db::Transaction& transaction, const MovedHouse& house, std::uint8_t key_id,
                       std::span<const base::Signature> signatures, base::Timestamp now,
                       const std::function<void(std::int64_t)>& progress) {
  Storing(transaction, house, now, progress).run(key_id, signatures);
}

}  // namespace admitone::core
