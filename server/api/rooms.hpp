#pragma once
// What the endpoints work with; app owns all of it.

#include <functional>
#include <optional>
#include <string>

#include <boost/asio/thread_pool.hpp>

#include "admission/turnstile.hpp"
#include "api/caller.hpp"
#include "api/drawing.hpp"
#include "api/passwords.hpp"
#include "artefacts/files.hpp"
#include "artefacts/job_runner.hpp"
#include "base/clock.hpp"
#include "base/refusal.hpp"
#include "core/access_token.hpp"
#include "core/backlog.hpp"
#include "core/login_throttle.hpp"
#include "core/outbox.hpp"
#include "core/signing_keys.hpp"
#include "db/database.hpp"
#include "live/feed.hpp"

namespace admitone::api {

struct Settings {
  bool secure_cookies = false;           ///< the public address is https
  std::string setup_token;               ///< opens POST /api/auth/setup while there is no admin
  std::optional<std::string> mail_from;  ///< who letters are from; none: e-mail is not set up

  core::Mailing mailing() const { return mail_from ? core::Mailing::on : core::Mailing::off; }
  /// Throws base::Refusal (conflict), with what to do, when e-mail is not set up.
  void require_mail() const {
    if (mail_from) return;
    throw base::conflict(
        "E-mail is not set up: set ADMITONE_SMTP_URL and ADMITONE_MAIL_FROM on the server.");
  }
};

struct Rooms {
  db::Database& database;
  core::SigningKeys& keys;
  const core::AccessTokens& tokens;
  core::LoginThrottle& throttle;
  admission::Turnstile& turnstile;
  live::Feed& feed;
  Callers& callers;
  Passwords& passwords;
  artefacts::JobRunner& jobs;
  const artefacts::Files& files;
  Drawing& drawing;
  boost::asio::thread_pool& workers;  ///< for what takes long, needs no database and can wait: its
                                      ///< threads may have a low priority
  const base::Clock& clock;
  Settings settings;
  /// Prometheus text; without a backlog while the database does not answer.
  std::function<std::string(const std::optional<core::Backlog>&)> metrics;
  /// What is wrong with the disk, as the end of a sentence, if anything is.
  std::function<std::optional<std::string>()> complain_of_disk;
  std::function<void()> wake_postman;  ///< costs nothing without e-mail

  /// Tells those who wait for it that something was committed.
  void announce_commit() const {
    feed.wake();
    wake_postman();
  }
};

}  // namespace admitone::api
