#pragma once
// A ticket's number for eyes and keyboards: 55 random bits and a check character in Crockford's
// base32, "K7QM-2X9D-4HTR". The check is a weighted sum over GF(32), which notices every single
// wrong character and every exchange of two.

#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace admitone::core {

class TicketNumber {
 public:
  static constexpr base::TextRules rules{
      .length_min = 12, .length_max = 14, .example = "K7QM-2X9D-4HTR"};

  TicketNumber() = default;  ///< empty until decoded into
  /// Reads what a person typed: any case, with or without hyphens and spaces, O for 0, I and L
  /// for 1. Throws base::BadValue when it is not a number or its check character is wrong.
  static TicketNumber parse(std::string_view text);

  /// A new unguessable number.
  static TicketNumber random();

  /// The one spelling that is stored: upper case, with hyphens.
  const std::string& text() const { return text_; }

 private:
  explicit TicketNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// A number as it stands on a ticket: one of ours, however it is spelled, or another one, of a
/// ticket that was moved in from elsewhere.
class PrintedNumber {
 public:
  static constexpr base::TextRules rules{
      .length_min = 1, .length_max = 64, .example = "K7QM-2X9D-4HTR"};

  PrintedNumber() = default;  ///< empty until decoded into
  /// Throws base::BadValue when it is empty, too long, or holds a control character.
  static PrintedNumber parse(std::string_view text);

  /// As it is stored: ours in their one spelling, others as they were read.
  const std::string& text() const { return text_; }
  bool is_ours() const { return is_ours_; }

 private:
  std::string text_;
  bool is_ours_ = false;
};

/// What the stored spelling of a number begins with whose beginning was typed: "k7qm2" -> "K7QM-2".
/// Nothing when no number begins so.
std::optional<std::string> ticket_number_start(std::string_view typed);

}  // namespace admitone::core
