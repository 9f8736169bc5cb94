#include "contract/read_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <stdexcept>

#include "base/text.hpp"

namespace admitone::contract {
namespace {

using Kind = Node::Kind;

std::string describe(WholeLimits limits) {
  if (limits.max == WholeLimits{}.max && limits.min > WholeLimits{}.min) {
    return "must be a whole number of " + std::to_string(limits.min) + " or more";
  }
  return "must be a whole number from " + std::to_string(limits.min) + " to " +
         std::to_string(limits.max);
}

/// A JSON text was checked when it was parsed; a plain one comes from a URL and was not.
bool is_clean(const Node& node, const Place& place) {
  if (node.text.find('\0') != node.text.npos) {
    place.refuse("must be a text without NUL characters");
    return false;
  }
  try {
    base::count_characters(node.text);
    return true;
  } catch (const base::BadValue&) {
    place.refuse("must be valid UTF-8");
    return false;
  }
}

bool is_numeric(const Node& node) { return node.kind == Kind::number || node.kind == Kind::plain; }

}  // namespace

void Problems::add(std::string pointer, std::string detail) {
  ++count_;
  if (!are_full()) errors_.push_back({std::move(pointer), std::move(detail)});
}

void Problems::refuse() {
  std::string detail =
      count_ == 1 ? "One field is not valid." : std::to_string(count_) + " fields are not valid.";
  if (count_ > errors_.size()) {
    detail += " The first " + std::to_string(errors_.size()) + " are listed.";
  }
  throw base::Refusal(base::RefusalKind::invalid, detail, std::move(errors_));
}

void Place::refuse(std::string detail) const {
  std::string pointer;
  // A hostile document may have thousands of wrong values: those past the limit are counted only.
  if (!problems_.are_full()) append_pointer(pointer);
  problems_.add(std::move(pointer), std::move(detail));
}

void Place::append_pointer(std::string& out) const {
  if (!parent_) return;
  parent_->append_pointer(out);
  out += '/';
  if (index_) {
    out += std::to_string(*index_);
    return;
  }
  for (const char character : name_) {
    if (character == '~') {
      out += "~0";
    } else if (character == '/') {
      out += "~1";
    } else {
      out += character;
    }
  }
}

void refuse_kind(const Node& node, const Place& place, std::string_view expected) {
  if (node.kind == Kind::repeated) {
    place.refuse("must be given only once");
  } else {
    place.refuse("must be " + std::string(expected));
  }
}

std::optional<std::string_view> read_text(const Node& node, const Place& place) {
  if (node.kind == Kind::text) return node.text;
  if (node.kind == Kind::plain) {
    if (!is_clean(node, place)) return std::nullopt;
    return node.text;
  }
  refuse_kind(node, place, "a text");
  return std::nullopt;
}

std::optional<bool> read_boolean(const Node& node, const Place& place) {
  if (node.kind == Kind::boolean) return node.truth;
  if (node.kind == Kind::plain && node.text == "true") return true;
  if (node.kind == Kind::plain && node.text == "false") return false;
  refuse_kind(node, place, "true or false");
  return std::nullopt;
}

std::optional<long long> read_whole(const Node& node, const Place& place, WholeLimits limits) {
  if (!is_numeric(node)) {
    refuse_kind(node, place, "a whole number");
    return std::nullopt;
  }
  long long value = 0;
  const char* end = node.text.data() + node.text.size();
  const auto [rest, code] = std::from_chars(node.text.data(), end, value);
  if (code == std::errc::invalid_argument || rest != end) {
    place.refuse("must be a whole number");
  } else if (code != std::errc{} || value < limits.min || value > limits.max) {
    place.refuse(describe(limits));
  } else {
    return value;
  }
  return std::nullopt;
}

std::optional<double> read_real(const Node& node, const Place& place) {
  if (!is_numeric(node)) {
    refuse_kind(node, place, "a number");
    return std::nullopt;
  }
  double value = 0;
  const char* end = node.text.data() + node.text.size();
  const auto [rest, code] = std::from_chars(node.text.data(), end, value);
  if (code == std::errc::invalid_argument || rest != end || !std::isfinite(value)) {
    place.refuse("must be a number");
  } else if (code != std::errc{}) {
    place.refuse("must be a number that a 64-bit float can hold");
  } else {
    return value;
  }
  return std::nullopt;
}

std::optional<base::Timestamp> read_time(const Node& node, const Place& place) {
  if (node.kind == Kind::text || node.kind == Kind::plain) {
    if (auto time = base::parse_rfc3339(node.text)) return time;
  }
  refuse_kind(node, place,
              "a date and time with its offset from UTC, such as 2026-11-23T19:30:00Z");
  return std::nullopt;
}

void refuse_word(const Place& place, const std::vector<std::string>& words) {
  std::string detail = "must be one of ";
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (index > 0) detail += ", ";
    detail += words[index];
  }
  place.refuse(std::move(detail));
}

bool match_fields(const Node& object, std::span<const std::string_view> names,
                  std::span<const Node*> found) {
  bool all_known = true;
  for (const Node* field = object.begin(); field != object.end(); field = field->next()) {
    const auto name = std::ranges::find(names, field->name);
    if (name == names.end()) {
      all_known = false;
    } else {
      found[static_cast<std::size_t>(name - names.begin())] = field;
    }
  }
  return all_known;
}

void refuse_unknown_fields(const Node& object, const Place& place,
                           std::span<const std::string_view> names) {
  for (const Node* field = object.begin(); field != object.end(); field = field->next()) {
    if (std::ranges::find(names, field->name) == names.end()) {
      Place(place, field->name).refuse("is not a field of this request");
    }
  }
}

void check_declared_order(std::span<const void* const> members) {
  if (!std::ranges::is_sorted(members, std::less<>{})) {
    throw std::logic_error(
        "a described struct names its members in another order than it has them");
  }
}

}  // namespace admitone::contract
