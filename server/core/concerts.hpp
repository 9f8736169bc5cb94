#pragma once
// Concerts: what tickets are for.

#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "core/money.hpp"
#include "db/database.hpp"

namespace admitone::core {

/// A time zone of the IANA database that this machine has, such as "Europe/Lisbon".
class Timezone {
 public:
  static constexpr base::TextRules rules{
      .length_min = 1, .length_max = 64, .example = "Europe/Lisbon"};
  Timezone() = default;  ///< empty until decoded into
  static Timezone parse(std::string_view text);
  const std::string& text() const { return text_; }

 private:
  explicit Timezone(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct Concert {
  base::ConcertId id;
  std::string name;
  base::Timestamp date;
  std::string venue;
  std::string description;
  std::string timezone;
  std::string currency;
  std::optional<std::int64_t> capacity;
  base::Timestamp created_at;
};

struct ConcertChange {
  std::optional<std::string> name;
  std::optional<base::Timestamp> date;
  std::optional<std::string> venue;
  std::optional<std::string> description;
  std::optional<std::string> timezone;
  std::optional<std::string> currency;  ///< only while no ticket exists: prices are in it
  std::optional<std::optional<std::int64_t>> capacity;
};

/// Stores the concert (its id and created_at are given here) and records the fact.
Concert add_concert(db::Transaction& transaction, const Concert& concert, base::UserId actor,
                    base::Timestamp now);

std::optional<Concert> find_concert(db::Transaction& transaction, base::ConcertId id);

/// Throws base::Refusal (not_found) when there is none.
Concert get_concert(db::Transaction& transaction, base::ConcertId id);

/// By id, after `after`, at most `limit`.
std::vector<Concert> list_concerts(db::Transaction& transaction, base::ConcertId after,
                                   std::int64_t limit);

/// Throws base::Refusal: not_found; conflict when tickets exist and the currency would change, or
/// the capacity would be less than the tickets there are.
Concert change_concert(db::Transaction& transaction, base::ConcertId id,
                       const ConcertChange& change, base::UserId actor, base::Timestamp now);

/// Removes a concert, its unsold tickets and the orders of them. Throws base::Refusal: not_found;
/// conflict once a ticket was sold or scanned: what happened is kept.
void remove_concert(db::Transaction& transaction, base::ConcertId id, base::UserId actor,
                    base::Timestamp now);

}  // namespace admitone::core
