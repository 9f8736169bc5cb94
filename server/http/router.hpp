#pragma once
// Which handler a method and a path belong to. Immutable once built; any thread may match.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace admitone::http {

/// For files that people send. The server reads nothing of such a body before `admit` has let its
/// request pass: it throws what the handler would, and sees no body.
struct LargeBody {
  std::size_t bytes_max = 0;
  std::function<boost::asio::awaitable<void>(Request&)> admit;
};

struct Route {
  Verb method = Verb::get;
  std::string pattern;  ///< "/api/tickets/{id}/mark-sold": a {name} matches one whole segment
  Handler handler;
  std::optional<LargeBody> large_body = {};  ///< none: Limits::body_bytes_max
};

/// The outcome of a match. `route` is null when nothing matched; `allowed` then lists the methods
/// that the path has (405), or is empty (404).
struct Match {
  const Route* route = nullptr;
  std::vector<std::pair<std::string_view, std::string>> parameters;
  std::vector<Verb> allowed;
};

class Router {
 public:
  /// Throws std::logic_error when two routes have the same method and the same pattern (names of
  /// parameters aside), or when the pattern is malformed. A Match lives no longer than until the
  /// next add.
  void add(Route route);

  /// Who answers GET and HEAD at a path that no route has. Its pattern, for logs and metrics, is
  /// "/{page}".
  void set_fallback(Handler handler);

  /// `path` is still percent-encoded, so that an encoded slash stays inside its segment; one
  /// trailing slash is ignored. A literal segment wins over a {parameter}: "/api/tickets/mine"
  /// before
  /// "/api/tickets/{id}". HEAD finds the GET route where it has none of its own.
  Match match(Verb method, std::string_view path) const;

  /// Every route, the fallback too. They stay where they are until the next add.
  std::vector<const Route*> routes() const;

 private:
  struct Segment {
    std::string text;
    bool is_parameter;
  };
  struct Entry {
    Route route;
    std::vector<Segment> segments;
  };
  std::vector<Entry> entries_;  // The most literal patterns come first.
  Route fallback_;
};

}  // namespace admitone::http
