#pragma once
// Hands letters to a mail server (RFC 5321, by libcurl), one after the other over one connection.

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "mail/smtp_server.hpp"

namespace admitone::mail {

struct SmtpTimeouts {
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds whole{60'000};  ///< of one delivery, from the connection to the answer
};

struct Delivery {
  enum class Outcome {
    accepted,
    refused,   ///< this letter for good: a 5xx to the recipient or to what it says
    deferred,  ///< this letter for now: a 4xx
    failed,    ///< the server: away, silent, not to be trusted, or it lets nobody in
  };
  Outcome outcome;
  int code = 0;       ///< of the server's last answer; 0 when there was none
  std::string words;  ///< one sentence for admins, with the server's last answer
};

/// One sender to one server. For one thread.
class Smtp {
 public:
  /// `domain` is what the sender calls itself in EHLO.
  Smtp(const SmtpServer& server, const std::string& domain, const SmtpTimeouts& timeouts = {});
  ~Smtp();
  Smtp(const Smtp&) = delete;
  Smtp& operator=(const Smtp&) = delete;

  /// Hands one message over; blocks until the server has answered or the time is up.
  /// `should_stop` is asked about once a second: true ends the attempt, as failed.
  Delivery deliver(const std::string& from, const std::string& to, const std::string& message,
                   const std::function<bool()>& should_stop);

 private:
  class Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace admitone::mail
