#pragma once
// What the endpoints work with; app owns all of it.

#include <functional>
#include <string>

#include <boost/asio/thread_pool.hpp>

#include "admission/turnstile.hpp"
#include "api/caller.hpp"
#include "api/passwords.hpp"
#include "artefacts/files.hpp"
#include "artefacts/job_runner.hpp"
#include "base/clock.hpp"
#include "core/access_token.hpp"
#include "core/login_throttle.hpp"
#include "core/signing_keys.hpp"
#include "db/database.hpp"
#include "live/feed.hpp"

namespace admitone::api {

struct Settings {
  bool secure_cookies = false;  ///< the public address is https
  std::string setup_token;      ///< opens POST /api/auth/setup while there is no admin
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
  boost::asio::thread_pool& workers;  ///< for what takes long and needs no database
  const base::Clock& clock;
  Settings settings;
  std::function<std::string()> metrics;  ///< Prometheus text
};

}  // namespace admitone::api
