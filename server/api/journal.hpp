#pragma once
// Facts on the wire: answered by the journal endpoint, sent by the live stream.

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "core/journal.hpp"

namespace admitone::api {

struct Fact {
  std::int64_t number;
  base::Timestamp at;
  std::string kind;
  std::optional<base::UserId> actor_user_id;
  std::optional<std::string> actor;  ///< their username
  std::optional<base::ConcertId> concert_id;
  std::optional<base::TicketId> ticket_id;
  std::optional<std::int64_t> subject_id;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(Fact, (),
                      (number, at, kind, actor_user_id, actor, concert_id, ticket_id, subject_id,
                       detail))

Fact present(const core::Fact& fact);

}  // namespace admitone::api
