#pragma once
// One batch of scans on its way through a transaction: the stages behind record_scans, each of
// which costs at most one round trip to the server for the whole batch.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/attendance.hpp"
#include "core/code.hpp"
#include "core/journal.hpp"
#include "core/scans.hpp"

namespace admitone::core {

class ScanBatch {
 public:
  /// Borrows all of its arguments.
  ScanBatch(db::Transaction& transaction, SigningKeys& keys, std::span<const ScanAttempt> attempts);

  /// As record_scans promises. Call once.
  JudgedScans record();

  /// What the judge and the answer need of a ticket.
  struct LockedTicket {
    base::TicketId id;
    base::ConcertId concert_id;
    std::string ticket_number;
    std::int64_t serial;
    std::optional<std::string> tier;
    TicketStatus status;
    std::optional<std::string> buyer_name;
    std::optional<Pending> pending;
    std::int64_t issue;
    std::int64_t key_id;
    base::Bytes signature;
    std::optional<base::ScanId> last_scan_id;
  };

  /// A ticket's last accepted attendance or entry check.
  struct Previous {
    base::ScanId id;  ///< of one of the same batch: nothing, `trial` stands for it
    base::Timestamp scanned_at;
    std::optional<std::string> location;
    std::string scanned_by;
    std::optional<std::size_t> trial = {};
  };

 private:
  /// A ticket in memory, moving along as the batch is judged.
  struct TicketState {
    LockedTicket ticket;
    TicketStatus stored_status;
    std::optional<Previous> previous;
    std::optional<std::size_t> last_use;  ///< the newest of `trials_` that uses the ticket
  };

  /// One attempt in the making.
  struct Trial {
    const ScanAttempt& attempt;
    base::Bytes digest;
    std::optional<ScanOutcome> outcome = {};  ///< set: no new verdict is needed
    std::optional<std::size_t> repeats = {};  ///< the earlier trial with the same scan_id
    std::optional<Code> code = {};
    std::optional<base::TicketId> ticket_id =
        {};  ///< the one that is claimed, whether it exists or not
    Scan scan = {};
    std::optional<Previous> previous = {};

    bool is_open() const { return !outcome && !repeats; }
  };

  /// Who scans for which concert.
  using Gate = std::pair<base::UserId, std::optional<base::ConcertId>>;

  void look_up();
  void meet_gates(std::vector<db::Rows>& answers);
  void answer_replays(const std::vector<db::Rows>& answers);
  void answer_replay(Trial& trial);
  void answer_repeats_within();
  void find_claimed_tickets();
  std::vector<base::TicketId> claimed_tickets() const;
  void keep_tickets(std::vector<db::Rows>& answers);
  void read_previous_scans();
  static Presented presented_by_number(const Trial& trial, const LockedTicket& ticket);
  Presented presented_by(const Trial& trial, const LockedTicket& ticket);
  void judge_trial(std::size_t index);
  void judge_unknown(Trial& trial);
  void judge_known(std::size_t index, TicketState& state);
  /// Admission ends whatever the ticket was waiting for.
  void close_pending();
  void count();
  void count_arrivals();
  /// Scans and what was closed get their numbers in the journal, which are the scans' ids too:
  /// counted from `last_number_`, as all that follows is written without waiting for it.
  void number();
  void insert_scans();
  void update_tickets();
  void write_journal();
  JudgedScans judged();

  db::Transaction& transaction_;
  SigningKeys& keys_;
  std::vector<Trial> trials_;
  std::map<Gate, std::string> scanners_;           ///< each gate's username
  std::map<base::TicketId, TicketState> tickets_;  ///< in the order in which they are locked
  std::vector<Fact> closed_;                       ///< pending refunds and transfers that ended
  db::Later last_number_;
};

}  // namespace admitone::core
