#pragma once
// A message as it goes to a mail server (RFC 5322, RFC 2045): plain text and HTML of the same
// words, and what is attached.

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "mail/mailbox.hpp"

namespace admitone::mail {

struct Attachment {
  std::string filename;  ///< ASCII, without quotes: ours, not somebody's
  std::string content_type;
  std::string octets;
};

struct Message {
  Mailbox from;
  std::string to;          ///< an address
  std::string message_id;  ///< without the angle brackets
  base::Timestamp date;
  std::string subject;
  std::string text;
  std::string html;
  std::optional<Attachment> attachment;
};

/// The whole message: 7-bit, lines of at most 78 octets ended by CRLF. No text in it, whatever it
/// holds, can end a header or a part.
std::string to_octets(const Message& message);

/// A date as headers have it: "Mon, 23 Nov 2026 19:30:00 +0000".
std::string header_date(base::Timestamp date);

}  // namespace admitone::mail
