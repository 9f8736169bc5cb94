#pragma once
// The outbox: letters, written in the transaction of what they tell and sent afterwards by whoever
// takes them. Nothing is sent for what did not commit, and a letter is sent at least once.

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "db/database.hpp"

namespace admitone::core {

/// Whether letters are written at all: an installation without a mail server leaves none behind
/// that would be sent years later.
enum class Mailing { off, on };

/// ticket_sold: to the buyer, with the ticket. ticket_received: to the new holder after a transfer,
/// with the ticket. transfer_offered: to the recipient. transfer_accepted: to the sender.
/// refund_decided, refund_completed: to whoever asked. verify_address: to whoever registered.
enum class LetterKind {
  ticket_sold,
  ticket_received,
  transfer_offered,
  transfer_accepted,
  refund_decided,
  refund_completed,
  verify_address
};
BOOST_DESCRIBE_ENUM(LetterKind, ticket_sold, ticket_received, transfer_offered, transfer_accepted,
                    refund_decided, refund_completed, verify_address)

/// withdrawn: what the letter told did not hold any more when it was to be sent.
enum class LetterStatus { waiting, sent, given_up, withdrawn };
BOOST_DESCRIBE_ENUM(LetterStatus, waiting, sent, given_up, withdrawn)

/// A letter to write: to whom, and what it is about.
struct NewLetter {
  LetterKind kind;
  std::string to_email;
  std::optional<base::TicketId> ticket_id = {};
  std::optional<std::int64_t> ticket_issue = {};  ///< of the code that the letter is about
  std::optional<base::TransferId> transfer_id = {};
  std::optional<base::RefundId> refund_id = {};
  std::optional<base::UserId> user_id = {};  ///< whose address it is to verify
  std::chrono::milliseconds delay{0};        ///< until it is due
};

struct Letter {
  base::LetterId id;
  LetterKind kind;
  std::string to_email;
  std::string message_key;  ///< the same for each attempt, unguessable
  std::optional<base::TicketId> ticket_id;
  std::optional<std::int64_t> ticket_issue;
  std::optional<base::TransferId> transfer_id;
  std::optional<base::RefundId> refund_id;
  std::optional<base::UserId> user_id;
  LetterStatus status;
  std::int64_t attempts;
  std::optional<std::string> last_error;  ///< for admins: a mail server may name the address
  base::Timestamp created_at;
  base::Timestamp next_attempt_at;
  std::optional<base::Timestamp> sent_at;
};

inline constexpr std::chrono::hours letter_age_max{24};  ///< older: given up
inline constexpr std::chrono::minutes letter_lease{5};   ///< longer than a delivery may take
inline constexpr std::chrono::seconds letter_retry_first{30};
inline constexpr std::chrono::hours letter_retry_max{1};

/// Writes letters, cheaply also when they are many; none while mail is off.
/// Call it before the facts are recorded, as core::record says.
void post(db::Transaction& transaction, Mailing mailing, std::span<const NewLetter> letters,
          base::Timestamp now);
void post(db::Transaction& transaction, Mailing mailing, const NewLetter& letter,
          base::Timestamp now);

/// When the first waiting letter is due; nothing when none waits.
std::optional<base::Timestamp> next_due(db::Transaction& transaction);

/// Takes a due letter: for the time of its lease nobody else gets it, on no node. Letters that are
/// older than a day are given up on the way.
std::optional<Letter> take_due(db::Transaction& transaction, base::Timestamp now);

/// Lets every letter that waits be tried now, also one that another postman took: for the start of
/// the only server there is, whose postman before died or was stopped.
void make_all_due(db::Transaction& transaction, base::Timestamp now);

/// How an attempt ended. Each does nothing when the letter is not the taker's any more: the lease
/// ran out and somebody else took it.
void settle_sent(db::Transaction& transaction, const Letter& taken, base::Timestamp now);
void withdraw(db::Transaction& transaction, const Letter& taken);
/// To be tried again: `retry_first` after the first failure, then twice as long each time, at most
/// an hour; given up a day after it was written.
void settle_failed(db::Transaction& transaction, const Letter& taken, const std::string& error,
                   std::chrono::seconds retry_first, base::Timestamp now);
/// Refused for good: given up at once. `why` becomes part of a fact and holds no address.
void give_up(db::Transaction& transaction, const Letter& taken, const std::string& error,
             const std::string& why, base::Timestamp now);

/// The outbox at a glance.
struct OutboxSummary {
  std::int64_t waiting;
  std::int64_t given_up;
  std::optional<base::Timestamp> oldest_waiting_at;
  std::optional<std::string> last_error;  ///< of a letter that waits or was given up
};
OutboxSummary summarize_outbox(db::Transaction& transaction);

inline constexpr std::int64_t letters_of_ticket_max = 100;  ///< shown, the newest

/// Letters about a ticket, the newest first, at most `limit`.
std::vector<Letter> list_letters_of(db::Transaction& transaction, base::TicketId ticket_id,
                                    std::int64_t limit);

}  // namespace admitone::core
