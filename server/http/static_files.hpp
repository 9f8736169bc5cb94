#pragma once
// Files that are part of the binary, as answers: kinds, compressed variants, caching.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "http/message.hpp"

namespace admitone::http {

/// Whether a client that sent this Accept-Encoding takes `coding` (RFC 9110, section 12.5.3): it is
/// named, or "*" is, and not with a weight of 0.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

/// Whether a client that sent this Accept asks for a page: browsers do when somebody follows a
/// link, programs do not.
bool accepts_page(std::string_view accept);

/// Immutable once built; any thread may ask.
class StaticFiles {
 public:
  /// "x.js.br" and "x.js.gz" are variants of "x.js", not files of their own. Throws
  /// std::logic_error for a file of a kind that is not known.
  explicit StaticFiles(std::span<const base::EmbeddedFile> files);

  /// The file at `path`, in the smallest form that the client takes; nothing when there is none. A
  /// name with a hash in it ("assets/main-D4f8_a2c.js") may be kept for ever, others are asked for
  /// again each time.
  std::optional<Response> find(std::string_view path, std::string_view accept_encoding) const;

 private:
  struct File {
    std::string_view content_type;
    std::string_view plain;
    std::string_view brotli;
    std::string_view gzip;
    bool is_hashed;
  };
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace admitone::http
