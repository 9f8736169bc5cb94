#pragma once
// Values that are parsed once and carry their own limits. Such a type has
//   static T parse(std::string_view);       throws BadValue with what the value must be
//   std::string_view or std::string text() const;
//   static constexpr TextRules rules;       from which its schema is made
// and is then safe to pass inwards without another look.

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace admitone::base {

/// Says what a value must be, as the end of a sentence: "must have 1 to 200 characters".
struct BadValue : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// What a schema says of a text (JSON Schema words). Lengths are in characters, not octets; a
/// length_max of 0 is no limit.
struct TextRules {
  std::size_t length_min = 0;
  std::size_t length_max = 0;
  std::string_view pattern = {};
  std::string_view format = {};
  std::string_view example = {};
};

/// Characters (code points) in valid UTF-8; throws BadValue for bad UTF-8.
std::size_t count_characters(std::string_view text);

/// Returns `text` without white space at both ends. Throws BadValue unless it is valid UTF-8, has
/// the allowed length then, and has no control character (`lines`: newline and tab are allowed) and
/// none that changes the direction of text.
std::string checked_text(std::string_view text, const TextRules& rules, bool lines = false);

/// For searching without regard to case, in every script: the same on each database and in each
/// environment. Throws BadValue for bad UTF-8.
std::string folded(std::string_view text);

template <class Tag>
class Text {
 public:
  static constexpr TextRules rules = Tag::rules;
  Text() = default;  ///< empty until decoded into
  static Text parse(std::string_view text) { return Text(checked_text(text, rules, Tag::lines)); }
  const std::string& text() const { return text_; }
  friend bool operator==(const Text&, const Text&) = default;

 private:
  explicit Text(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct NameTag {
  static constexpr TextRules rules{.length_min = 1, .length_max = 200, .example = "Ana Lima"};
  static constexpr bool lines = false;
};
struct NotesTag {
  static constexpr TextRules rules{.length_min = 0, .length_max = 2000, .example = "Cannot come"};
  static constexpr bool lines = true;
};
struct LocationTag {
  static constexpr TextRules rules{.length_min = 1, .length_max = 100, .example = "Gate A"};
  static constexpr bool lines = false;
};
using Name = Text<NameTag>;
using Notes = Text<NotesTag>;
using Location = Text<LocationTag>;

/// A whole number within limits, ends included.
template <long long Min, long long Max>
struct Ranged {
  static constexpr long long min = Min;
  static constexpr long long max = Max;
  long long value = Min;
};

}  // namespace admitone::base
