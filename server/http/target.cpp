#include "http/target.hpp"

#include <utility>

#include <boost/algorithm/string/predicate.hpp>

#include "base/utf8.hpp"

namespace admitone::http {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (!base::take_character(text)) return false;
  }
  return true;
}

/// An encoded slash is part of a segment's text, so it stays visible as "%2F" instead of looking
/// like a separator to whoever reads Request::path.
std::string decode_path(std::string_view path) {
  std::string decoded;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    auto segment = percent_decoded(path.substr(begin, end - begin));
    if (!segment) throw BadTarget("The path has a malformed %-escape or is not UTF-8.");
    for (const char character : *segment) {
      if (character == '/') {
        decoded += "%2F";
      } else {
        decoded += character;
      }
    }
    if (end < path.size()) decoded += '/';
    begin = end + 1;
  }
  if (decoded.size() > 1 && decoded.back() == '/') decoded.pop_back();
  return decoded;
}

void decode_query(std::string_view query, Request& request) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) throw BadTarget("The query has a malformed %-escape or is not UTF-8.");
    request.query.emplace_back(std::move(*name), std::move(*value));
  }
}

/// A proxy may send the absolute form; only its path and query matter here. The result may be empty
/// or begin with "?", which both mean the root.
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!boost::algorithm::istarts_with(target, scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t authority = std::min(target.find_first_of("/?"), target.size());
    if (authority == 0) throw BadTarget("The request target names no host.");
    return target.substr(authority);
  }
  throw BadTarget("The request target must begin with a slash.");
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  bool is_ascii = true;
  for (std::size_t index = 0; index < text.size(); ++index) {
    char character = text[index];
    if (character == '%') {
      if (index + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[index + 1]);
      const int low = hex_value(text[index + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      character = static_cast<char>(high * 16 + low);
      if (character == '\0') return std::nullopt;
      index += 2;
    } else if (plus_is_space && character == '+') {
      character = ' ';
    }
    if (static_cast<unsigned char>(character) >= 0x80) is_ascii = false;
    decoded += character;
  }
  if (!is_ascii && !is_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::string_view read_target(std::string_view target, Request& request) {
  if (target.find('#') != std::string_view::npos) {
    throw BadTarget("The request target must not have a fragment.");
  }
  const bool is_whole_server = target == "*" && request.method == Verb::options;
  const bool is_local = target.starts_with('/') || is_whole_server;
  const std::string_view local = is_local ? target : without_authority(target);
  const std::size_t query = std::min(local.find('?'), local.size());
  std::string_view path = local.substr(0, query);
  if (path.empty()) path = "/";
  request.path = decode_path(path);
  decode_query(local.substr(std::min(query + 1, local.size())), request);
  return path;
}

}  // namespace admitone::http
