#include "mail/wording.hpp"

namespace admitone::mail {
namespace {

constexpr const char* page_begin =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<meta name=\"supported-color-schemes\" content=\"light dark\">\n";

// Colours are those of a link and of its button alone; everything else is left to the reader's
// light or dark screen.
constexpr const char* styles =
    "<style>\n"
    ":root { color-scheme: light dark; }\n"
    "body { margin: 0; padding: 24px 16px; font: 16px/1.5 system-ui, sans-serif; }\n"
    "main { max-width: 34em; margin: 0 auto; overflow-wrap: anywhere; }\n"
    "h1 { font-size: 22px; line-height: 1.25; margin: 0 0 16px; }\n"
    "dt { font-size: 13px; opacity: 0.75; margin-top: 8px; }\n"
    "dd { margin: 0; font-weight: 600; }\n"
    ".button { display: inline-block; padding: 12px 20px; border-radius: 8px;\n"
    "  background: #3a2bd1; color: #ffffff; font-weight: 600; text-decoration: none; }\n"
    ".small { font-size: 13px; opacity: 0.75; }\n"
    "</style>\n";

std::string escaped(const std::string& text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

/// Several lines of somebody's words stay several lines.
std::string paragraph(const std::string& text) {
  std::string html;
  for (const char c : escaped(text)) {
    if (c == '\n') html += "<br>";
    html += c;
  }
  return "<p>" + html + "</p>\n";
}

}  // namespace

std::string to_text(const Wording& wording) {
  std::string text = wording.headline + "\n\n";
  for (const std::string& words : wording.paragraphs) text += words + "\n\n";
  for (const auto& [name, value] : wording.facts) text += name + ": " + value + "\n";
  if (!wording.facts.empty()) text += "\n";
  if (wording.link) text += wording.link->label + ":\n" + wording.link->url + "\n\n";
  return text + "--\n" + wording.reason + "\n";
}

std::string to_html(const Wording& wording) {
  std::string html = page_begin;
  html += "<title>" + escaped(wording.subject) + "</title>\n" + styles;
  html += "</head>\n<body>\n<main>\n<h1>" + escaped(wording.headline) + "</h1>\n";
  for (const std::string& words : wording.paragraphs) html += paragraph(words);
  if (!wording.facts.empty()) {
    html += "<dl>\n";
    for (const auto& [name, value] : wording.facts) {
      html += "<dt>" + escaped(name) + "</dt>\n<dd>" + escaped(value) + "</dd>\n";
    }
    html += "</dl>\n";
  }
  if (wording.link) {
    const std::string url = escaped(wording.link->url);
    html += "<p><a class=\"button\" href=\"" + url + "\">" + escaped(wording.link->label) +
            "</a></p>\n<p class=\"small\">Or open this address: <a href=\"" + url + "\">" + url +
            "</a></p>\n";
  }
  return html + "<p class=\"small\">" + escaped(wording.reason) +
         "</p>\n</main>\n</body>\n</html>\n";
}

}  // namespace admitone::mail
