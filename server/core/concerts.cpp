#include "core/concerts.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "base/refusal.hpp"
#include "core/attendance.hpp"
#include "core/journal.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(Concert, (),
                      (id, name, date, venue, description, timezone, currency, capacity,
                       created_at))

namespace {

const std::string columns =
    "id, name, date, venue, description, timezone, currency, capacity, created_at";

base::Refusal no_such_concert() { return base::not_found("There is no such concert."); }

bool is_zone_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '_' || character == '-' ||
         character == '+' || character == '/';
}

/// Zone files are told from the tables beside them by how they begin (RFC 8536).
bool is_installed(std::string_view zone) {
  std::ifstream file("/usr/share/zoneinfo/" + std::string(zone), std::ios::binary);
  std::array<char, 4> magic{};
  file.read(magic.data(), magic.size());
  return file.good() && std::string_view(magic.data(), magic.size()) == "TZif";
}

/// "name, venue and capacity", of what the change names; empty when it names nothing.
std::string parts_of(const ConcertChange& change) {
  std::vector<std::string_view> parts;
  if (change.name) parts.emplace_back("name");
  if (change.date) parts.emplace_back("date");
  if (change.venue) parts.emplace_back("venue");
  if (change.description) parts.emplace_back("description");
  if (change.timezone) parts.emplace_back("time zone");
  if (change.currency) parts.emplace_back("currency");
  if (change.capacity) parts.emplace_back("capacity");
  std::string text;
  for (std::size_t place = 0; place < parts.size(); ++place) {
    if (place > 0) text += place + 1 == parts.size() ? " and " : ", ";
    text += parts[place];
  }
  return text;
}

/// Which rule the change broke: asked only after the statement has refused it.
base::Refusal why_not(db::Transaction& transaction, base::ConcertId id,
                      const ConcertChange& change) {
  const Concert concert = get_concert(transaction, id);
  if (change.currency && *change.currency != concert.currency) {
    return base::conflict("The currency cannot change any more: tickets exist with prices in " +
                          concert.currency + ".");
  }
  return base::conflict("There are " + std::to_string(get_last_serial(transaction, id)) +
                        " tickets already: the capacity cannot be less.");
}

void record_fact(db::Transaction& transaction, const char* kind, base::ConcertId id,
                 std::string detail, base::UserId actor, base::Timestamp now) {
  record(transaction, Fact{.at = now,
                           .kind = kind,
                           .actor_user_id = actor,
                           .concert_id = id,
                           .ticket_id = {},
                           .subject_id = id.value,
                           .detail = std::move(detail)});
}

}  // namespace

Timezone Timezone::parse(std::string_view text) {
  // No dot is a zone's character, so no text climbs out of the folder.
  const bool is_plausible = !text.empty() && text.size() <= rules.length_max &&
                            text.front() != '/' && std::ranges::all_of(text, is_zone_character);
  if (!is_plausible || !is_installed(text)) {
    throw base::BadValue("must be a time zone of the IANA database, such as Europe/Lisbon");
  }
  return Timezone(std::string(text));
}

Concert add_concert(db::Transaction& transaction, const Concert& concert, base::UserId actor,
                    base::Timestamp now) {
  static const std::string insert =
      "INSERT INTO concerts (name, date, venue, description, timezone, currency, capacity, "
      "created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING " +
      columns;
  Concert added =
      transaction
          .find<Concert>(insert, {concert.name, concert.date, concert.venue, concert.description,
                                  concert.timezone, concert.currency, concert.capacity, now})
          .value();
  transaction.run("INSERT INTO attendance (concert_id) VALUES ($1)", {added.id});
  record_fact(transaction, "concert.created", added.id,
              "Created " + added.name + " at " + added.venue, actor, now);
  return added;
}

std::optional<Concert> find_concert(db::Transaction& transaction, base::ConcertId id) {
  static const std::string select = "SELECT " + columns + " FROM concerts WHERE id = $1";
  return transaction.find<Concert>(select, {id});
}

Concert get_concert(db::Transaction& transaction, base::ConcertId id) {
  auto concert = find_concert(transaction, id);
  if (!concert) throw no_such_concert();
  return std::move(*concert);
}

std::vector<Concert> list_concerts(db::Transaction& transaction, base::ConcertId after,
                                   std::int64_t limit) {
  static const std::string select =
      "SELECT " + columns + " FROM concerts WHERE id > $1 ORDER BY id LIMIT $2";
  return transaction.list<Concert>(select, {after, limit});
}

Concert change_concert(db::Transaction& transaction, base::ConcertId id,
                       const ConcertChange& change, base::UserId actor, base::Timestamp now) {
  static const std::string update =
      "UPDATE concerts SET name = COALESCE($2, name), date = COALESCE($3, date), "
      "venue = COALESCE($4, venue), description = COALESCE($5, description), "
      "timezone = COALESCE($6, timezone), currency = COALESCE($7, currency), "
      "capacity = CASE WHEN CAST($8 AS BIGINT) = 1 THEN CAST($9 AS BIGINT) ELSE capacity END "
      "WHERE id = $1 AND EXISTS (SELECT 1 FROM attendance a WHERE a.concert_id = $1 "
      "AND (a.last_serial = 0 OR COALESCE(CAST($7 AS TEXT), concerts.currency) = "
      "concerts.currency) "
      "AND COALESCE(CAST($9 AS BIGINT) >= a.last_serial, TRUE)) RETURNING " +
      columns;
  const std::string parts = parts_of(change);
  if (parts.empty()) return get_concert(transaction, id);
  lock_attendance(transaction, id);
  auto changed = transaction.find<Concert>(
      update,
      {id, change.name, change.date, change.venue, change.description, change.timezone,
       change.currency, change.capacity.has_value(), change.capacity.value_or(std::nullopt)});
  if (!changed) throw why_not(transaction, id, change);
  record_fact(transaction, "concert.changed", id, "Changed the " + parts + " of " + changed->name,
              actor, now);
  return std::move(*changed);
}

void remove_concert(db::Transaction& transaction, base::ConcertId id, base::UserId actor,
                    base::Timestamp now) {
  std::optional<std::string> name;
  try {
    // Waits for a part that is being stored; after that no more of them come.
    transaction.run("DELETE FROM ticket_orders WHERE concert_id = $1", {id});
    transaction.run("DELETE FROM tickets WHERE concert_id = $1 AND status = 'created'", {id});
    name = transaction.find<std::string>("DELETE FROM concerts WHERE id = $1 RETURNING name", {id});
  } catch (const db::ConstraintViolation&) {
    // Sold tickets, scans, refunds and transfers all refer to the concert or to its tickets.
    throw base::conflict("Tickets of this concert were sold or scanned already: it is kept.");
  }
  if (!name) throw no_such_concert();
  record_fact(transaction, "concert.removed", id, "Removed " + *name, actor, now);
}

}  // namespace admitone::core
