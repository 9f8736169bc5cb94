#pragma once
// Many tickets on few sheets of paper, to cut apart by hand: written to a file page by page, so
// that ten thousand of them take no more memory than ten.

#include <optional>
#include <string>

#include "artefacts/handles.hpp"
#include "artefacts/paper.hpp"
#include "artefacts/sheet_stub.hpp"
#include "artefacts/ticket_face.hpp"

namespace admitone::artefacts {

struct SheetOptions {
  core::SheetPaper paper = core::SheetPaper::a4;
  core::SheetGrid grid = core::SheetGrid::two_by_five;
  std::string title;  ///< of the document
  base::Timestamp made_at;
};

/// To be used by the thread that made it.
class PrintSheet {
 public:
  /// Makes the file at `path`, or empties it. Throws std::runtime_error when that cannot be.
  PrintSheet(const std::string& path, const SheetOptions& options);

  /// The next ticket: from left to right, row after row.
  void add(const TicketFace& face);

  /// Writes what is left. The file is a whole document only after this, and needs one ticket at
  /// least. Throws std::runtime_error when anything could not be written.
  void finish();

 private:
  void draw_crop_marks();

  int columns_;
  int rows_;
  PaperSize size_;
  double stub_width_;
  double stub_height_;
  Surface surface_;
  Canvas canvas_;
  int on_page_ = 0;
  std::optional<StubTexts> texts_;  ///< of the ticket before, which usually says the same
};

}  // namespace admitone::artefacts
