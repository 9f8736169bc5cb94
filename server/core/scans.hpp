#pragma once
// Scans: an attempt at a gate, the judge, and the record. The judge is a pure function of the
// ticket and the attempt; recording writes scan, ticket, counts and journal in one transaction.

#include <exception>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe/enum.hpp>

#include "core/tickets.hpp"
#include "db/database.hpp"

namespace admitone::core {

enum class ScanType { attendance, entry_check, sale_confirmation };
BOOST_DESCRIBE_ENUM(ScanType, attendance, entry_check, sale_confirmation)

enum class Verdict { accepted, refused };
BOOST_DESCRIBE_ENUM(Verdict, accepted, refused)

enum class Reason {
  ok,
  already_admitted,
  not_sold,
  refunded,
  superseded,
  wrong_concert,
  unknown_ticket,
  forged
};
BOOST_DESCRIBE_ENUM(Reason, ok, already_admitted, not_sold, refunded, superseded, wrong_concert,
                    unknown_ticket, forged)

/// What a gate asks. Exactly one of code and ticket_number is set.
struct ScanAttempt {
  std::string scan_id;  ///< the client's own, or made for it
  std::optional<std::string> code;
  std::optional<std::string> ticket_number;
  ScanType scan_type = ScanType::attendance;
  std::optional<base::ConcertId> concert_id;  ///< the gate's; a ticket of another is refused
  std::optional<std::string> location;
  std::optional<std::string> notes;
  base::UserId scanned_by;
  base::Timestamp scanned_at;
};

/// A recorded scan, as it was judged. Its id is the number of its fact in the journal.
struct Scan {
  base::ScanId id;
  std::string scan_id;
  std::optional<base::TicketId> ticket_id;
  std::optional<base::ConcertId> concert_id;
  ScanType scan_type;
  Verdict verdict;
  Reason reason;
  base::UserId scanned_by_user_id;
  std::string scanned_by;  ///< username
  std::optional<std::string> location;
  std::optional<std::string> notes;
  base::Timestamp scanned_at;
  // Of the ticket; absent when it is unknown.
  std::optional<std::string> ticket_number;
  std::optional<std::int64_t> serial;
  std::optional<std::string> tier;
  std::optional<TicketStatus> ticket_status;  ///< after this scan
  std::optional<std::string> buyer_name;
  // Of the ticket's earlier accepted scan.
  std::optional<base::Timestamp> previous_scanned_at;
  std::optional<std::string> previous_location;
  std::optional<std::string> previous_scanned_by;
};

/// The sentence for the person at the gate.
std::string message_of(const Scan& scan);

/// Whether what was presented opens this ticket.
enum class Presented { genuine, forged, superseded };

struct Judgement {
  Verdict verdict;
  Reason reason;
  TicketStatus status;  ///< the ticket's, after the scan
};

/// The rule of the house, as a table: design's "Tables and rules". `gate` is the attempt's concert,
/// if it names one.
Judgement judge(TicketStatus status, base::ConcertId ticket_concert,
                std::optional<base::ConcertId> gate, Presented presented, ScanType scan_type);

/// One attempt's outcome: a verdict is a value. `is_replay`: the scan_id was judged before, and
/// this is the verdict of that time.
struct Recorded {
  Scan scan;
  bool is_replay = false;
};
/// The exception is a base::Refusal: the same scan_id with another body, a gate for a concert that
/// does not exist.
using ScanOutcome = std::variant<Recorded, std::exception_ptr>;

/// What scans have come to in a transaction that may not be committed yet.
class JudgedScans {
 public:
  /// The scans of the outcomes at `numbered` have ids that are counted from `last`.
  JudgedScans(std::vector<ScanOutcome> outcomes, std::vector<std::size_t> numbered, db::Later last);

  /// Outcomes in the order of the attempts. For after the commit, which tells new scans their ids:
  /// std::logic_error before.
  std::vector<ScanOutcome> outcomes() &&;

 private:
  std::vector<ScanOutcome> outcomes_;
  std::vector<std::size_t> numbered_;
  db::Later last_;
};

/// Judges and records the attempts in this transaction, in their order. Locks the tickets in id
/// order, so that two nodes never wait for each other. Anything thrown means that nothing of the
/// batch holds.
JudgedScans record_scans(db::Transaction& transaction, SigningKeys& keys,
                         std::span<const ScanAttempt> attempts);

/// A ticket's scans, oldest first, after `after`, at most `limit`.
std::vector<Scan> list_scans_of(db::Transaction& transaction, base::TicketId ticket_id,
                                base::ScanId after, std::int64_t limit);

/// A concert's scans, newest first, older than `before` (none: from the newest), at most `limit`.
std::vector<Scan> list_scans_at(db::Transaction& transaction, base::ConcertId concert_id,
                                std::optional<base::ScanId> before, std::int64_t limit);

/// Scans by id, for the live stream: in the order of `ids`; ids without a row are left out.
std::vector<Scan> find_scans(db::Transaction& transaction, std::span<const base::ScanId> ids);

}  // namespace admitone::core
