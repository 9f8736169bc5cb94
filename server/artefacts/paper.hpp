#pragma once
// Sheets of paper, in points (1/72 inch).

#include <boost/describe/enum.hpp>

#include "core/print_sheets.hpp"

namespace admitone::artefacts {

/// What a ticket can be printed on.
enum class TicketPaper { a6, a4, letter };
BOOST_DESCRIBE_ENUM(TicketPaper, a6, a4, letter)

struct PaperSize {
  double width;
  double height;
};

inline constexpr double points_per_mm = 72 / 25.4;
inline constexpr PaperSize a6_size{105 * points_per_mm, 148 * points_per_mm};
inline constexpr PaperSize a4_size{210 * points_per_mm, 297 * points_per_mm};
inline constexpr PaperSize letter_size{8.5 * 72, 11 * 72};

constexpr PaperSize size_of(TicketPaper paper) {
  if (paper == TicketPaper::a4) return a4_size;
  return paper == TicketPaper::letter ? letter_size : a6_size;
}

constexpr PaperSize size_of(core::SheetPaper paper) {
  return paper == core::SheetPaper::a4 ? a4_size : letter_size;
}

}  // namespace admitone::artefacts
