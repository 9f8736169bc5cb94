#include "artefacts/print_sheet.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "artefacts/artefacts_fixture.hpp"

namespace admitone::artefacts {
namespace {

using core::SheetGrid;
using core::SheetPaper;

using testing::HasSubstr;

constexpr unsigned tickets = 13;

SheetOptions options(SheetPaper paper, SheetGrid grid) {
  return {paper, grid, "Nachtmusik im Hof, tickets", some_face().changed_at};
}

void draw_tickets(const std::string& file, const SheetOptions& wanted) {
  PrintSheet sheet(file, wanted);
  TicketFace face = some_face();
  for (unsigned number = 1; number <= tickets; ++number) {
    face.code_text = some_code_text(number);
    face.serial = printed_serial(number);
    sheet.add(face);
  }
  sheet.finish();
}

/// One stub, cut out.
std::string picture_of(const ScratchFolder& folder, unsigned stub, SheetPaper paper, int rows) {
  constexpr double dpi = 150;
  constexpr double margin = 10 * points_per_mm;
  const PaperSize size = size_of(paper);
  const unsigned on_page = stub % static_cast<unsigned>(2 * rows);
  const double width = (size.width - 2 * margin) / 2;
  const double height = (size.height - 2 * margin) / rows;
  const auto pixels = [](double points) { return std::to_string(std::lround(points * dpi / 72)); };
  const std::string page = std::to_string(stub / static_cast<unsigned>(2 * rows) + 1);
  output_of("pdftoppm -gray -png -singlefile -r 150 -f " + page + " -x " +
            pixels(margin + on_page % 2 * width) + " -y " + pixels(margin + on_page / 2 * height) +
            " -W " + pixels(width) + " -H " + pixels(height) + " " + folder.file("sheet.pdf") +
            " " + folder.file("stub"));
  return folder.file("stub.png");
}

TEST(PrintSheet, HasEveryTicketAndEachOfThemReadsBack) {
  for (const SheetPaper paper : {SheetPaper::a4, SheetPaper::letter}) {
    for (const SheetGrid grid : {SheetGrid::two_by_four, SheetGrid::two_by_five}) {
      const ScratchFolder folder;
      draw_tickets(folder.file("sheet.pdf"), options(paper, grid));
      EXPECT_THAT(output_of("pdfinfo " + folder.file("sheet.pdf")),
                  HasSubstr("Pages:           2\n"));
      const int rows = grid == SheetGrid::two_by_four ? 4 : 5;
      for (unsigned stub = 0; stub < tickets; ++stub) {
        EXPECT_EQ(read_codes(picture_of(folder, stub, paper, rows)),
                  some_code_text(stub + 1) + "\n");
      }
    }
  }
}

TEST(PrintSheet, PrintsNumberAndSerialOnEveryStub) {
  const ScratchFolder folder;
  draw_tickets(folder.file("sheet.pdf"), options(SheetPaper::a4, SheetGrid::two_by_five));
  const std::string text = output_of("pdftotext " + folder.file("sheet.pdf") + " -");
  for (unsigned number = 1; number <= tickets; ++number) {
    EXPECT_THAT(text, HasSubstr(printed_serial(number)));
  }
  EXPECT_THAT(text, HasSubstr("K7QM-2X9D-4HTR"));
  EXPECT_THAT(text, HasSubstr("Valid once sold"));
}

TEST(PrintSheet, RefusesAFileThatCannotBeWritten) {
  EXPECT_THROW(
      PrintSheet("/no/such/folder/sheet.pdf", options(SheetPaper::a4, SheetGrid::two_by_four)),
      std::runtime_error);
}

}  // namespace
}  // namespace admitone::artefacts
