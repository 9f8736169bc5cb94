#pragma once
// What a measuring program prints: one flat JSON object, in the order in which things were added.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace admitone::bench {

class Report {
 public:
  void add(std::string_view name, std::int64_t number);
  /// Rounded to `decimals` places, never in scientific notation: shell scripts read it.
  void add(std::string_view name, double number, int decimals);
  /// `text` must need no escapes.
  void add(std::string_view name, std::string_view text);
  void add(std::string_view name, const std::map<std::string, std::int64_t>& numbers);

  /// The object, on one line, with its line break.
  std::string text() const;

 private:
  void add_member(std::string_view name, std::string_view value);

  std::string members_;
};

}  // namespace admitone::bench
