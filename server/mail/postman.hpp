#pragma once
// The postman takes due letters from the outbox, one after the other, and hands them to the mail
// server. He logs how many, never to whom.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "mail/letters.hpp"
#include "mail/mailbox.hpp"
#include "mail/message.hpp"
#include "mail/smtp.hpp"

namespace admitone::mail {

struct PostOffice {
  SmtpServer server;
  Mailbox from;
  std::string public_url;  ///< what links begin with, without a slash at the end
  /// Before a letter is tried for the second time; and how long the postman rests when the server
  /// is away.
  std::chrono::seconds retry_first = core::letter_retry_first;
  SmtpTimeouts timeouts = {};
};

/// The whole message of a letter.
Message message_of(const PostOffice& office, const core::Letter& letter, const Draft& draft,
                   base::Timestamp now);

class Postman {
 public:
  /// How often he looks for letters that other nodes wrote.
  static constexpr std::chrono::seconds look_interval{10};

  /// Begins at once. Borrows the database and the clock, which must outlive him.
  Postman(db::Database& database, const base::Clock& clock, PostOffice office);
  /// Ends within about a second; a delivery under way counts as failed and is tried again later.
  ~Postman();

  /// Tells that a letter may have been written. Any thread.
  void wake();

 private:
  enum class Round { nothing_due, handled, server_away };

  void run(const std::stop_token& stop);
  Round deliver_next(const std::stop_token& stop);
  std::optional<Draft> draft_of(const core::Letter& letter, base::Timestamp now);
  void rest(const std::stop_token& stop, Round round);
  std::chrono::milliseconds until_next_due();
  void settle(const core::Letter& letter, const Delivery& delivery);
  void report();

  db::Database& database_;
  const base::Clock& clock_;
  PostOffice office_;
  Smtp smtp_;
  std::int64_t sent_ = 0;  ///< since the last report
  std::int64_t failed_ = 0;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  bool is_woken_ = false;
  std::jthread thread_;
};

}  // namespace admitone::mail
