#include "http/static_files.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace admitone::http {
namespace {

using Kind = std::pair<std::string_view, std::string_view>;
constexpr std::array kinds{
    Kind{".html", "text/html; charset=utf-8"},
    Kind{".js", "text/javascript; charset=utf-8"},
    Kind{".css", "text/css; charset=utf-8"},
    Kind{".svg", "image/svg+xml"},
    Kind{".png", "image/png"},
    Kind{".ico", "image/x-icon"},
    Kind{".woff2", "font/woff2"},
    Kind{".wasm", "application/wasm"},
    Kind{".json", "application/json"},
    Kind{".webmanifest", "application/manifest+json"},
    Kind{".mp3", "audio/mpeg"},
    Kind{".txt", "text/plain; charset=utf-8"},
};

std::string_view content_type_of(std::string_view path) {
  const auto kind =
      std::ranges::find_if(kinds, [&](const Kind& known) { return path.ends_with(known.first); });
  if (kind == kinds.end()) {
    throw std::logic_error("a file of an unknown kind is in the binary: " + std::string(path));
  }
  return kind->second;
}

/// Vite's: a dash and eight characters before the extension.
bool has_hash(std::string_view path) {
  constexpr std::size_t hash_length = 8;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::string_view stem = name.substr(0, name.rfind('.'));
  return path.starts_with("assets/") && stem.size() > hash_length &&
         stem[stem.size() - hash_length - 1] == '-';
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Takes what stands before the next `separator` off `rest`.
std::string_view take_until(std::string_view& rest, char separator) {
  const auto end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = trimmed(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

/// Whether one of a header's weighted words is `wanted` and has a weight; nothing when none is.
std::optional<bool> weight_of(std::string_view header, std::string_view wanted) {
  while (!header.empty()) {
    std::string_view item = take_until(header, ',');
    if (take_until(item, ';') != wanted) continue;
    const std::string_view weight = take_until(item, ';');
    return !weight.starts_with("q=0") || weight.find_first_of("123456789") != weight.npos;
  }
  return std::nullopt;
}

}  // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  if (const auto named = weight_of(accept_encoding, coding)) return *named;
  return weight_of(accept_encoding, "*").value_or(false);
}

bool accepts_page(std::string_view accept) {
  return weight_of(accept, "text/html").value_or(false);
}

StaticFiles::StaticFiles(std::span<const base::EmbeddedFile> files) {
  for (const base::EmbeddedFile& file : files) {
    if (file.path.ends_with(".br") || file.path.ends_with(".gz")) continue;
    files_.emplace(file.path, File{.content_type = content_type_of(file.path),
                                   .plain = file.contents,
                                   .brotli = {},
                                   .gzip = {},
                                   .is_hashed = has_hash(file.path)});
  }
  for (const base::EmbeddedFile& file : files) {
    const bool is_brotli = file.path.ends_with(".br");
    if (!is_brotli && !file.path.ends_with(".gz")) continue;
    File& whole = files_.find(file.path.substr(0, file.path.size() - 3))->second;
    (is_brotli ? whole.brotli : whole.gzip) = file.contents;
  }
}

std::optional<Response> StaticFiles::find(std::string_view path,
                                          std::string_view accept_encoding) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  Response response;
  response.content_type = file.content_type;
  response.headers.emplace_back(
      "Cache-Control", file.is_hashed ? "public, max-age=31536000, immutable" : "no-cache");
  if (!file.brotli.empty() || !file.gzip.empty()) {
    response.headers.emplace_back("Vary", "Accept-Encoding");
  }
  if (!file.brotli.empty() && accepts_coding(accept_encoding, "br")) {
    response.headers.emplace_back("Content-Encoding", "br");
    response.body = file.brotli;
  } else if (!file.gzip.empty() && accepts_coding(accept_encoding, "gzip")) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = file.gzip;
  } else {
    response.body = file.plain;
  }
  return response;
}

}  // namespace admitone::http
