#pragma once
// Whether an address is somebody's: a link sent to it, which only its owner can follow. A verified
// address binds the tickets that were sold to it.

#include <chrono>
#include <string>

#include "core/users.hpp"

namespace admitone::core {

inline constexpr std::chrono::hours verification_lifetime{48};
inline constexpr std::chrono::seconds verification_interval{60};  ///< between two requests

/// Makes a token for the user's present address, to be sent there; the database keeps its digest.
/// Earlier ones stay valid until they expire.
std::string issue_verification(db::Transaction& transaction, const User& user, base::Timestamp now);

/// Writes another letter with a link. Throws base::Refusal: conflict when the address is verified
/// already; too_many within a minute of the last one.
void request_verification(db::Transaction& transaction, base::UserId user_id, base::Timestamp now);

struct VerifiedAddress {
  std::string username;
  std::string email;
  std::int64_t tickets_bound;  ///< sold to the address, nobody's until now
};

/// Marks the address as verified and binds the tickets that were sold to it and are nobody's.
/// Following the link twice is no mistake. Throws base::Refusal (not_found) for a token that is
/// unknown or too old, or whose account is disabled or has another address.
VerifiedAddress verify_address(db::Transaction& transaction, const std::string& token,
                               base::Timestamp now);

}  // namespace admitone::core
