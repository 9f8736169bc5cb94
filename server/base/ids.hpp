#pragma once
// Distinct id types, so that a ticket's id can never be passed where a concert's is meant.

#include <compare>
#include <cstdint>

namespace admitone::base {

/// A row's number in its table: 1 or more once stored. 0 means "not stored yet" and matches no row.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
};

using UserId = Id<struct UserTag>;
using ConcertId = Id<struct ConcertTag>;
using TicketId = Id<struct TicketTag>;
using ScanId = Id<struct ScanTag>;
using RefundId = Id<struct RefundTag>;
using TransferId = Id<struct TransferTag>;
using JobId = Id<struct JobTag>;
using LetterId = Id<struct LetterTag>;

}  // namespace admitone::base
