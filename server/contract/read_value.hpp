#pragma once
// The parts of decode that need no template: where a value stands, what is wrong with it, and how
// one simple value is read.

#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/refusal.hpp"
#include "contract/document.hpp"

namespace admitone::contract {

/// Collects what is wrong with a document. It keeps the first 100: more help nobody.
class Problems {
 public:
  static constexpr std::size_t listed_max = 100;

  void add(std::string pointer, std::string detail);
  bool are_full() const { return errors_.size() == listed_max; }

  /// Throws base::Refusal `invalid` with all of them.
  [[noreturn]] void refuse();

 private:
  std::vector<base::FieldError> errors_;
  std::size_t count_ = 0;
};

/// Where a value stands: a chain on the stack, which is spelled out only when something is wrong
/// there. Must not outlive its parent.
class Place {
 public:
  explicit Place(Problems& problems) : problems_(problems) {}
  Place(const Place& parent, std::string_view name)
      : problems_(parent.problems_), parent_(&parent), name_(name) {}
  Place(const Place& parent, std::size_t index)
      : problems_(parent.problems_), parent_(&parent), index_(index) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  /// Notes that the value here is wrong: `detail` says what it must be and never what it was, since
  /// that may be a password.
  void refuse(std::string detail) const;

 private:
  void append_pointer(std::string& out) const;

  Problems& problems_;
  const Place* parent_ = nullptr;
  std::string_view name_;
  std::optional<std::size_t> index_;
};

struct WholeLimits {
  long long min = std::numeric_limits<long long>::min();
  long long max = std::numeric_limits<long long>::max();
};

/// Each of these reads one value, or refuses it at its place and returns nothing.
std::optional<std::string_view> read_text(const Node& node, const Place& place);
std::optional<bool> read_boolean(const Node& node, const Place& place);
std::optional<long long> read_whole(const Node& node, const Place& place, WholeLimits limits);
std::optional<double> read_real(const Node& node, const Place& place);
std::optional<base::Timestamp> read_time(const Node& node, const Place& place);

/// Refuses a value of the wrong kind; `expected` completes "must be …".
void refuse_kind(const Node& node, const Place& place, std::string_view expected);

/// Refuses a word that is none of its enumeration's.
void refuse_word(const Place& place, const std::vector<std::string>& words);

/// Finds the fields of `object` that `names` lists (null where absent). False if it has others as
/// well.
bool match_fields(const Node& object, std::span<const std::string_view> names,
                  std::span<const Node*> found);

/// Refuses each field of `object` that `names` does not list.
void refuse_unknown_fields(const Node& object, const Place& place,
                           std::span<const std::string_view> names);

/// Throws std::logic_error unless the addresses ascend: BOOST_DESCRIBE_STRUCT must name the members
/// in the order in which the struct declares them, or decode would swap two of one type.
void check_declared_order(std::span<const void* const> members);

}  // namespace admitone::contract
