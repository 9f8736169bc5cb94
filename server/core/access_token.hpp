#pragma once
// The access token: a JWT (RFC 7519), HS256, short-lived. It names a session; what its holder may
// do is read from the session's user, never from the token.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/secret.hpp"

namespace admitone::core {

inline constexpr std::chrono::seconds access_token_ttl{15 * 60};

struct AccessClaims {
  std::string session_id;
  base::Timestamp expires_at;
};

class AccessTokens {
 public:
  explicit AccessTokens(const base::Secret& secret);

  std::string issue(const std::string& session_id, base::Timestamp now) const;

  /// Nothing when the token is malformed, signed with another key or algorithm, or expired at
  /// `now`.
  std::optional<AccessClaims> verify(std::string_view token, base::Timestamp now) const;

 private:
  base::Key key_;
};

}  // namespace admitone::core
