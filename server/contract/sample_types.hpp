#pragma once
// One struct with a member of every kind, for the tests of this room.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/clock.hpp"
#include "base/ids.hpp"
#include "base/text.hpp"
#include "contract/json.hpp"

namespace admitone::contract::sample {

enum class Colour { red, green, blue };
BOOST_DESCRIBE_ENUM(Colour, red, green, blue)

struct Seat {
  std::string row;
  int number;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (row, number))

struct Everything {
  std::string title;
  base::Name name;
  bool is_open;
  int count;
  std::int64_t big;
  double ratio;
  base::Timestamp date;
  base::ConcertId concert_id;
  base::Ranged<1, 500> limit;
  Colour colour;
  Seat seat;
  std::vector<Seat> seats;
  std::optional<base::Notes> notes;
  std::optional<Colour> tint;
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (title, name, is_open, count, big, ratio, date, concert_id, limit, colour,
                       seat, seats, notes, tint))

struct Patch {
  std::optional<base::Name> name;
  std::optional<std::optional<base::Notes>> notes;
};
BOOST_DESCRIBE_STRUCT(Patch, (), (name, notes))

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct Filter {
  std::optional<Colour> colour;
  std::optional<base::Ranged<1, 500>> limit;
  std::optional<bool> is_open;
  std::vector<base::TicketId> ids;
  std::optional<std::string> q;
};
BOOST_DESCRIBE_STRUCT(Filter, (), (colour, limit, is_open, ids, q))

struct Stored {
  base::TicketId id;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (id))

struct Answer : Stored {
  std::optional<std::string> note;
  Json data;
  base::Ranged<0, 9> level;
};
BOOST_DESCRIBE_STRUCT(Answer, (Stored), (note, data, level))

/// Described in another order than it is declared in: a bug that decode must notice.
struct Swapped {
  int first;
  int second;
};
BOOST_DESCRIBE_STRUCT(Swapped, (), (second, first))

struct Named : Stored {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (Stored), (name))

template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next_cursor;
  BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

/// Valid input for Everything.
inline const std::string everything_json =
    R"({"title":"Opening","name":"Ana Lima","is_open":true,"count":-3,"big":9223372036854775807,)"
    R"("ratio":0.1,"date":"2026-11-23T19:30:00Z","concert_id":7,"limit":500,"colour":"green",)"
    R"("seat":{"row":"A","number":1},"seats":[{"row":"B","number":2}],)"
    R"("notes":"Two\nlines","tint":null})";

}  // namespace admitone::contract::sample
