#pragma once
// Money is exact: minor units inside, a decimal text outside ("49.50"), always in a concert's
// currency.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace admitone::core {

/// An ISO 4217 code that is in use, such as "EUR".
class Currency {
 public:
  static constexpr base::TextRules rules{
      .length_min = 3, .length_max = 3, .pattern = "^[A-Z]{3}$", .example = "EUR"};

  Currency() = default;  ///< empty until decoded into
  /// Throws base::BadValue for a code that is not a currency of ISO 4217.
  static Currency parse(std::string_view text);
  const std::string& text() const { return code_; }
  /// Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD.
  int decimals() const;

 private:
  explicit Currency(std::string code) : code_(std::move(code)) {}
  std::string code_;
};

/// An amount as it was written, not yet in any currency: "49.50", "0", "1200". Not negative, at
/// most 12 digits before the point and 4 after it.
class Money {
 public:
  static constexpr base::TextRules rules{.length_min = 1,
                                         .length_max = 17,
                                         .pattern = "^[0-9]{1,12}([.][0-9]{1,4})?$",
                                         .example = "49.50"};

  Money() = default;  ///< empty until decoded into
  /// Throws base::BadValue for anything else than the pattern.
  static Money parse(std::string_view text);
  const std::string& text() const { return text_; }

  /// The amount in the currency's minor units. Throws base::Refusal (invalid, at `pointer`) when it
  /// has more decimals than the currency.
  std::int64_t minor_units(const Currency& currency, const std::string& pointer) const;

  /// 4950 with EUR -> "49.50".
  static Money of(std::int64_t minor_units, const Currency& currency);

 private:
  explicit Money(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace admitone::core
