#include "http/message.hpp"

#include <algorithm>
#include <stdexcept>

namespace admitone::http {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

void append_field(std::string& block, std::string_view name, std::string_view value) {
  block.append(name).append(": ").append(value).append("\n");
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const auto found = std::ranges::find(
      headers, name, [](const auto& field) -> std::string_view { return field.first; });
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string_view Request::cookie(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (field != "cookie") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      const std::string_view pair = trimmed(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const std::size_t equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      std::string_view found = pair.substr(equals + 1);
      if (found.size() >= 2 && found.front() == '"' && found.back() == '"') {
        found = found.substr(1, found.size() - 2);
      }
      return found;
    }
  }
  return {};
}

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [parameter, value] : parameters) {
    if (parameter == name) return value;
  }
  throw std::logic_error("the route's pattern has no {" + std::string(name) + "}");
}

std::string format_event(std::string_view id, std::string_view event, std::string_view data) {
  std::string block;
  block.reserve(id.size() + event.size() + data.size() + 32);
  if (!id.empty()) append_field(block, "id", id);
  if (!event.empty()) append_field(block, "event", event);
  for (;;) {
    // A reader takes CR, LF and CRLF each as the end of a line, so each of them starts another
    // field.
    const std::size_t end = data.find_first_of("\r\n");
    append_field(block, "data", data.substr(0, end));
    if (end == std::string_view::npos) break;
    const bool is_pair = data.substr(end).starts_with("\r\n");
    data.remove_prefix(end + (is_pair ? 2 : 1));
  }
  block += '\n';
  return block;
}

}  // namespace admitone::http
