// Tickets as PDF and PNG, read back by programs that are not ours.

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "artefacts/artefacts_fixture.hpp"
#include "artefacts/ticket_pdf.hpp"
#include "artefacts/ticket_png.hpp"

namespace admitone::artefacts {
namespace {

using testing::HasSubstr;
using testing::Not;

struct PageCase {
  TicketPaper paper;
  const char* size;
};

/// The text of a page, its lines joined.
std::string text_of(const ScratchFolder& folder, const TicketFace& face) {
  const std::string file = folder.keep("ticket.pdf", ticket_pdf(face));
  return std::regex_replace(output_of("pdftotext -layout " + file + " -"), std::regex("\\s+"), " ");
}

TEST(TicketPdf, IsOnePageOfThePaperAskedForWithItsCode) {
  const ScratchFolder folder;
  for (const auto& [paper, size] : {PageCase{TicketPaper::a6, "297.638 x 419.528 pts"},
                                    PageCase{TicketPaper::a4, "595.276 x 841.89 pts (A4)"},
                                    PageCase{TicketPaper::letter, "612 x 792 pts (letter)"}}) {
    const std::string file = folder.keep("ticket.pdf", ticket_pdf(some_face(), paper));
    const std::string facts = output_of("pdfinfo " + file);
    EXPECT_THAT(facts, HasSubstr("Pages:           1\n"));
    EXPECT_THAT(facts, HasSubstr(size));
    output_of("pdftoppm -r 150 -png -singlefile " + file + " " + folder.file("page"));
    EXPECT_EQ(read_codes(folder.file("page.png")), some_code_text() + "\n") << size;
  }
}

TEST(TicketPdf, IsTheSameFileEachTime) {
  EXPECT_EQ(ticket_pdf(some_face()), ticket_pdf(some_face()));
}

TEST(TicketPdf, SaysWhatIsPrintedInEveryScript) {
  const ScratchFolder folder;
  TicketFace face = some_face();
  for (const char* name : {"Ελένη Παπαδοπούλου", "Александр Щедрин", "欧阳诗涵", "佐藤 ひかり",
                           "김민서", "Zoë 🎷 Müller"}) {
    face.buyer = name;
    EXPECT_THAT(text_of(folder, face), HasSubstr(name));
  }
  const std::string text = text_of(folder, face);
  for (const auto& printed : {face.concert, face.venue, face.number, face.serial, face.tier,
                              face.begins.day, face.begins.time}) {
    EXPECT_THAT(text, HasSubstr(printed));
  }
}

TEST(TicketPdf, SaysOfAnUnsoldTicketThatItOpensNothingYet) {
  const ScratchFolder folder;
  TicketFace face = some_face();
  EXPECT_THAT(text_of(folder, face), Not(HasSubstr("Not valid until sold")));
  face.status = core::TicketStatus::created;
  face.buyer.reset();
  EXPECT_THAT(text_of(folder, face), HasSubstr("Not valid until sold"));
}

TEST(TicketPng, ReadsBackAtEveryWidth) {
  const ScratchFolder folder;
  for (const int width : {ticket_width_min, 320, ticket_width_usual, ticket_width_max}) {
    const std::string file = folder.keep("ticket.png", ticket_png(some_face(), width));
    EXPECT_EQ(read_codes(file), some_code_text() + "\n") << width;
  }
}

}  // namespace
}  // namespace admitone::artefacts
