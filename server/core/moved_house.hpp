#pragma once
// Moving in: the rows of another ticketing database, with the tables users, concerts, tickets,
// scans, refunds and transfers, become this house's own. In three steps: read, check, store; what
// the check finds is told row by row, and nothing is stored then.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/signing_keys.hpp"
#include "core/tickets.hpp"
#include "db/database.hpp"

namespace admitone::core {

// Rows as they are read, and, once checked, as they are stored. Words are in lower case; a text or
// number that is missing although it is needed is empty or 0, which no check lets pass.

struct MovedUser {
  std::int64_t id;
  std::string username;
  std::string email;
  std::string role;
  std::string password_hash;
  std::int64_t is_active;
  std::optional<base::Timestamp> created_at;
  std::optional<base::Timestamp> updated_at;
};

struct MovedConcert {
  std::int64_t id;
  std::string name;
  std::optional<base::Timestamp> date;
  std::string venue;
  std::string description;
  std::string timezone;
  std::string currency;
  std::optional<std::int64_t> capacity;
  std::optional<base::Timestamp> created_at;
};

struct MovedTicket {
  std::int64_t id;
  std::int64_t concert_id;
  std::string ticket_number;
  std::optional<std::int64_t> serial;
  std::optional<std::string> tier;
  std::string status;
  std::optional<std::string> price;
  std::optional<std::string> buyer_name;
  std::optional<std::string> buyer_email;
  std::optional<std::int64_t> original_buyer_id;
  std::optional<std::int64_t> current_holder_id;
  std::optional<base::Timestamp> sold_at;
  std::optional<base::Timestamp> created_at;
  std::optional<base::Timestamp> updated_at;
  // Found by the check.
  std::optional<std::int64_t> minor_units = {};
  std::optional<std::string> buyer_search = {};
  std::optional<std::string> pending = {};
  std::optional<std::size_t> last_use = {};  ///< the scan, by its place
};

struct MovedScan {
  std::int64_t id;
  std::optional<std::string> scan_id;
  std::optional<std::int64_t> ticket_id;
  std::optional<std::int64_t> concert_id;
  std::string scan_type;
  std::string verdict;
  std::string reason;
  std::int64_t scanned_by_user_id;
  std::optional<std::string> location;
  std::optional<std::string> notes;
  std::optional<base::Timestamp> scanned_at;
  // Found by the check.
  std::optional<std::string> ticket_status = {};
  std::optional<std::size_t> previous = {};  ///< the scan that used the ticket before, by its place
};

struct MovedRefund {
  std::int64_t id;
  std::int64_t ticket_id;
  std::int64_t requested_by_user_id;
  std::string reason;
  std::optional<std::string> amount;
  std::string status;
  std::optional<std::string> notes;
  std::optional<std::int64_t> decided_by_user_id;
  std::optional<base::Timestamp> requested_at;
  std::optional<base::Timestamp> decided_at;
  std::optional<base::Timestamp> completed_at;
  std::int64_t minor_units = 0;  ///< found by the check
};

struct MovedTransfer {
  std::int64_t id;
  std::int64_t ticket_id;
  std::int64_t from_user_id;
  std::optional<std::int64_t> to_user_id;
  std::optional<std::string> to_email;
  std::string status;
  std::optional<std::string> notes;
  std::optional<base::Timestamp> initiated_at;
  std::optional<base::Timestamp> decided_at;
};

struct MovedHouse {
  std::vector<MovedUser> users;
  std::vector<MovedConcert> concerts;
  std::vector<MovedTicket> tickets;
  std::vector<MovedScan> scans;  ///< once checked, in the order in which they were made
  std::vector<MovedRefund> refunds;
  std::vector<MovedTransfer> transfers;

  std::size_t row_count() const;
};

inline constexpr std::size_t moved_rows_max = 3'000'000;  ///< of all tables together

/// Reads the other database, as it stands at one moment. `progress` hears how many rows were read.
/// Throws base::Refusal when a table or a column is missing, or there are too many rows.
MovedHouse read_moved_house(db::Transaction& other,
                            const std::function<void(std::int64_t)>& progress);

/// For concerts whose rows do not tell.
struct MoveDefaults {
  std::string timezone = "UTC";
  std::string currency = "EUR";
};

struct MoveProblem {
  std::string table;
  std::int64_t id;
  std::string detail;  ///< the end of a sentence: "has a status that there is not: lost"
};

/// Every row that could not be stored as it is, table after table. Settles what the rows leave
/// open: serials, verdicts, amounts in minor units.
std::vector<MoveProblem> check_moved_house(MovedHouse& house, const MoveDefaults& defaults);

/// The codes that the tickets get beside their printed numbers, in their order. No database.
std::vector<base::Signature> sign_moved_tickets(const MovedHouse& house,
                                                const SigningKeys::Signer& signer,
                                                const std::function<void(std::int64_t)>& progress);

/// Throws base::Refusal (conflict) where there are people, concerts or tickets already.
void require_empty_house(db::Transaction& transaction);

/// Stores a house that was checked, under the ids that its rows have, with counts and facts. Throws
/// as require_empty_house does.
void store_moved_house(db::Transaction& transaction, const MovedHouse& house, std::uint8_t key_id,
                       std::span<const base::Signature> signatures, base::Timestamp now,
                       const std::function<void(std::int64_t)>& progress);

}  // namespace admitone::core
