#pragma once
// Texts of any script and length, set so that they fit into the room there is for them.

#include <map>
#include <memory>
#include <string>
#include <tuple>

#include "artefacts/handles.hpp"

namespace admitone::artefacts {

struct Colour {
  double red;
  double green;
  double blue;
};

/// A kind of text on paper. Sizes are in points. A size below `comfortable` is taken only where the
/// text would not fit otherwise, and words are broken only there.
struct TextStyle {
  const char* family;
  PangoWeight weight;
  Colour colour;
  double size;         ///< where there is room for it
  double comfortable;  ///< the smallest that reads well
  double smallest;
  double leading = 0;        ///< between lines, besides the font's own: in parts of the size
  bool is_balanced = false;  ///< lines of about the same length
};

/// A text that has been set: how to paint it, and the room that it takes.
class SetText {
 public:
  SetText(Layout layout, Colour colour, double room_height);

  double width() const { return width_; }
  double height() const { return height_; }
  /// Whether a part had to be left out; an ellipsis shows where.
  bool is_cut() const { return pango_layout_is_ellipsized(layout_.get()) != 0; }
  int lines() const { return pango_layout_get_line_count(layout_.get()); }

  /// With its upper left corner at x, y.
  void paint(cairo_t* canvas, double x, double y) const;

 private:
  Layout layout_;
  Colour colour_;
  double width_;
  double height_;
  double room_height_;
  double top_;        ///< of the first line in the layout's own coordinates
  bool overflows_;    ///< marks stand out of the lines so far that they would touch what is around
  bool has_colours_;  ///< of its own, as emoji have
};

enum class Side {
  start,
  left
};  ///< where lines begin: as the script has it, or always on the left

class Typesetter {
 public:
  /// Fonts are found and opened once for each thread that draws, and kept as long as it lives.
  static Typesetter& of_this_thread();

  /// Sets a text as large as its style and the room allow. What does not fit at the smallest size
  /// either ends in an ellipsis.
  SetText fit(const std::string& text, const TextStyle& style, double width, double height,
              Side side = Side::left);

  /// The same for a text that many tickets have, such as a concert's name: set once and kept for a
  /// while.
  std::shared_ptr<const SetText> keep(const std::string& text, const TextStyle& style, double width,
                                      double height, Side side = Side::left);

  /// A few words that stand on every ticket, on one line.
  std::shared_ptr<const SetText> label(const std::string& text, const TextStyle& style);

 private:
  Typesetter();

  FontMap fonts_;
  FontContext context_;
  /// By text, style, room and side.
  std::map<std::tuple<std::string, const TextStyle*, double, double, Side>,
           std::shared_ptr<const SetText>>
      kept_;
};

}  // namespace admitone::artefacts
