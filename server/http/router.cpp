#include "http/router.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <utility>

#include "http/target.hpp"

namespace admitone::http {
namespace {

constexpr std::size_t segments_max = 16;

/// The segments of a path, borrowed from it.
struct Segments {
  std::array<std::string_view, segments_max> texts;
  std::size_t count = 0;

  std::span<const std::string_view> all() const { return {texts.data(), count}; }
};

/// False if the path does not begin with a slash or has more segments than any route may have.
bool split(std::string_view path, Segments& segments) {
  if (!path.starts_with('/')) return false;
  path.remove_prefix(1);
  if (path.ends_with('/'))
    path.remove_suffix(1);
  else if (path.empty())
    return true;
  for (;;) {
    if (segments.count == segments_max) return false;
    const std::size_t slash = path.find('/');
    segments.texts[segments.count++] = path.substr(0, slash);
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

void allow(std::vector<Verb>& allowed, Verb method) {
  if (std::ranges::find(allowed, method) == allowed.end()) allowed.push_back(method);
}

}  // namespace

void Router::add(Route route) {
  const std::logic_error malformed("malformed route pattern: " + route.pattern);
  Segments segments;
  if (!split(route.pattern, segments)) throw malformed;
  std::vector<Segment> parsed;
  for (const std::string_view text : segments.all()) {
    const bool is_parameter = text.starts_with('{') && text.ends_with('}');
    const std::string_view name = is_parameter ? text.substr(1, text.size() - 2) : text;
    if (name.empty() || name.find_first_of("{}") != std::string_view::npos) throw malformed;
    parsed.push_back({std::string(name), is_parameter});
  }
  const auto same = [](const Segment& left, const Segment& right) {
    return left.is_parameter == right.is_parameter &&
           (left.is_parameter || left.text == right.text);
  };
  for (const Entry& entry : entries_) {
    if (entry.route.method == route.method && std::ranges::equal(entry.segments, parsed, same)) {
      throw std::logic_error("two routes for " + route.pattern);
    }
  }
  const auto less_literal = [&](const Entry& entry) {
    return std::ranges::lexicographical_compare(parsed, entry.segments, {}, &Segment::is_parameter,
                                                &Segment::is_parameter);
  };
  const auto place = std::ranges::find_if(entries_, less_literal);
  entries_.insert(place, Entry{std::move(route), std::move(parsed)});
}

void Router::set_fallback(Handler handler) {
  fallback_ = {.method = Verb::get, .pattern = "/{page}", .handler = std::move(handler)};
}

Match Router::match(Verb method, std::string_view path) const {
  Match match;
  Segments segments;
  if (!split(path, segments)) return match;
  std::vector<std::string> decoded;
  if (path.find('%') != std::string_view::npos) {
    decoded.reserve(segments.count);
    for (std::string_view& text : std::span(segments.texts.data(), segments.count)) {
      auto plain = percent_decoded(text);
      if (!plain) return match;
      text = decoded.emplace_back(std::move(*plain));
    }
  }
  const auto fits = [](const Segment& segment, std::string_view text) {
    return segment.is_parameter ? !text.empty() : segment.text == text;
  };
  const Entry* found = nullptr;
  for (const Entry& entry : entries_) {
    if (!std::ranges::equal(entry.segments, segments.all(), fits)) continue;
    if (entry.route.method == method) {
      found = &entry;
      break;
    }
    if (method == Verb::head && entry.route.method == Verb::get && !found) found = &entry;
    allow(match.allowed, entry.route.method);
    if (entry.route.method == Verb::get) allow(match.allowed, Verb::head);
  }
  if (!found) {
    const bool reads = method == Verb::get || method == Verb::head;
    if (match.allowed.empty() && reads && fallback_.handler) match.route = &fallback_;
    return match;
  }
  match.allowed.clear();
  match.route = &found->route;
  for (std::size_t index = 0; index < segments.count; ++index) {
    const Segment& segment = found->segments[index];
    if (segment.is_parameter) match.parameters.emplace_back(segment.text, segments.texts[index]);
  }
  return match;
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> all;
  for (const Entry& entry : entries_) all.push_back(&entry.route);
  all.push_back(&fallback_);
  return all;
}

}  // namespace admitone::http
