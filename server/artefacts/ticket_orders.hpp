#pragma once
// Finishes orders of tickets whose maker was killed, or lost the database.

#include <cstdint>
#include <stop_token>

#include "base/clock.hpp"
#include "core/signing_keys.hpp"
#include "db/database.hpp"

namespace admitone::artefacts {

/// Goes on with every order that is not finished, with the key that signs at present, and returns
/// how many it has finished. An order that somebody else moves on meanwhile is left to them. When
/// it is told to stop it does so between two parts: the rest is for the next time. Throws
/// db::Unavailable.
std::int64_t finish_ticket_orders(db::Database& database, core::SigningKeys& keys,
                                  const base::Clock& clock, const std::stop_token& stop);

}  // namespace admitone::artefacts
