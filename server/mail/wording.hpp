#pragma once
// The words of a letter, once: plain text and HTML are both made of them, so they cannot differ.

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace admitone::mail {

struct Link {
  std::string label;
  std::string url;
};

struct Wording {
  std::string subject;
  std::string headline;
  std::vector<std::string> paragraphs;
  std::vector<std::pair<std::string, std::string>> facts;  ///< what it is, and its value
  std::optional<Link> link;
  std::string reason;  ///< why somebody gets this letter
};

std::string to_text(const Wording& wording);

/// One column without tables, images or scripts; readable on light and on dark screens. All words
/// are escaped.
std::string to_html(const Wording& wording);

}  // namespace admitone::mail
