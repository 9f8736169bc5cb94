// Concerts on the wire.

#include "core/concerts.hpp"

#include "api/endpoints.hpp"
#include "api/optional_text.hpp"
#include "api/page.hpp"

namespace admitone::api {

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
BOOST_DESCRIBE_STRUCT(Concert, (),
                      (id, name, date, venue, description, timezone, currency, capacity,
                       created_at))

using Capacity = base::Ranged<1, 100'000'000>;

struct ConcertRequest {
  base::Name name;
  base::Timestamp date;
  base::Name venue;
  std::optional<base::Notes> description;
  std::optional<core::Timezone> timezone;
  std::optional<core::Currency> currency;
  std::optional<Capacity> capacity;
};
BOOST_DESCRIBE_STRUCT(ConcertRequest, (),
                      (name, date, venue, description, timezone, currency, capacity))

struct ConcertChangeRequest {
  std::optional<base::Name> name;
  std::optional<base::Timestamp> date;
  std::optional<base::Name> venue;
  std::optional<base::Notes> description;
  std::optional<core::Timezone> timezone;
  std::optional<core::Currency> currency;
  std::optional<std::optional<Capacity>> capacity;
};
BOOST_DESCRIBE_STRUCT(ConcertChangeRequest, (),
                      (name, date, venue, description, timezone, currency, capacity))

namespace {

constexpr const char* timezone_usual = "UTC";
constexpr const char* currency_usual = "EUR";

Concert present(const core::Concert& concert) {
  return {concert.id,       concert.name,        concert.date,
          concert.venue,    concert.description, concert.timezone,
          concert.currency, concert.capacity,    concert.created_at};
}

Page<Concert> list(Call&, db::Transaction& transaction, const PageQuery& query) {
  const std::int64_t limit = row_limit(query.limit);
  const base::ConcertId after{query.cursor ? query.cursor->row() : 0};
  return make_page(core::list_concerts(transaction, after, limit + 1), limit, present,
                   [](const core::Concert& concert) { return concert.id.value; });
}

Concert show(Call& call, db::Transaction& transaction, const Nothing&) {
  return present(core::get_concert(transaction, call.path<base::ConcertId>("id")));
}

Concert add(Call& call, db::Transaction& transaction, const ConcertRequest& in) {
  core::Concert concert;
  concert.name = in.name.text();
  concert.date = in.date;
  concert.venue = in.venue.text();
  concert.description = text_of(in.description).value_or("");
  concert.timezone = text_of(in.timezone).value_or(timezone_usual);
  concert.currency = text_of(in.currency).value_or(currency_usual);
  if (in.capacity) concert.capacity = in.capacity->value;
  return present(core::add_concert(transaction, concert, call.user().id, call.now));
}

Concert change(Call& call, db::Transaction& transaction, const ConcertChangeRequest& in) {
  core::ConcertChange wanted{.name = text_of(in.name),
                             .date = in.date,
                             .venue = text_of(in.venue),
                             .description = text_of(in.description),
                             .timezone = text_of(in.timezone),
                             .currency = text_of(in.currency),
                             .capacity = {}};
  if (in.capacity) {
    wanted.capacity.emplace();
    if (*in.capacity) *wanted.capacity = (*in.capacity)->value;
  }
  return present(core::change_concert(transaction, call.path<base::ConcertId>("id"), wanted,
                                      call.user().id, call.now));
}

Nothing drop(Call& call, db::Transaction& transaction, const Nothing&) {
  core::remove_concert(transaction, call.path<base::ConcertId>("id"), call.user().id, call.now);
  return {};
}

}  // namespace

Endpoints concert_endpoints() {
  return {
      get("/api/concerts", Who::signed_in, "List concerts", reads(&list)),
      get("/api/concerts/{id}", Who::signed_in, "Show a concert", reads(&show)),
      post("/api/concerts", Who::admins, "Create a concert", writes(&add), http::Status::created),
      patch("/api/concerts/{id}", Who::admins, "Change a concert", writes(&change)),
      remove("/api/concerts/{id}", Who::admins, "Remove a concert of which nothing was sold",
             writes(&drop)),
  };
}

}  // namespace admitone::api
