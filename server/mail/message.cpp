#include "mail/message.hpp"

#include <array>

#include <fmt/format.h>

#include "base/random.hpp"
#include "mail/encoding.hpp"

namespace admitone::mail {
namespace {

constexpr const char* newline = "\r\n";

/// "=_" stands in no base64 and in no quoted-printable text, so no part can hold its own end.
std::string make_boundary() { return "=_" + base::random_token(); }

std::string content_type(const std::string& type, const std::string& boundary) {
  return "Content-Type: " + type + ";\r\n boundary=\"" + boundary + "\"\r\n";
}

std::string text_part(const std::string& type, const std::string& text) {
  return "Content-Type: " + type + "; charset=utf-8\r\n" +
         "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + to_quoted_printable(text);
}

std::string attached_part(const Attachment& attachment) {
  return "Content-Type: " + attachment.content_type + "\r\n" +
         "Content-Transfer-Encoding: base64\r\n" +
         "Content-Disposition: attachment;\r\n filename=\"" + attachment.filename + "\"\r\n\r\n" +
         to_base64_lines(attachment.octets);
}

/// Parts between lines of their boundary.
template <std::size_t count>
std::string multipart(const std::string& subtype, const std::array<std::string, count>& parts) {
  const std::string boundary = make_boundary();
  std::string whole = content_type("multipart/" + subtype, boundary) + newline;
  for (const std::string& part : parts) {
    whole += "--";
    whole += boundary;
    whole += newline;
    whole += part;
  }
  return whole += "--" + boundary + "--" + newline;
}

std::string headers(const Message& message) {
  return mailbox_header("From", message.from.name, message.from.address) +
         mailbox_header("To", "", message.to) + text_header("Subject", message.subject) +
         "Date: " + header_date(message.date) + newline + "Message-ID: <" + message.message_id +
         ">" + newline +
         // No vacation notice answers it (RFC 3834).
         "Auto-Submitted: auto-generated\r\n" + "MIME-Version: 1.0\r\n";
}

}  // namespace

std::string header_date(base::Timestamp date) {
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(date);
  const std::chrono::year_month_day calendar(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(date - day));
  return fmt::format(
      "{}, {:02} {} {} {:02}:{:02}:{:02} +0000", days.at(std::chrono::weekday(day).c_encoding()),
      static_cast<unsigned>(calendar.day()), months.at(static_cast<unsigned>(calendar.month()) - 1),
      static_cast<int>(calendar.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

std::string to_octets(const Message& message) {
  const std::string words = multipart<2>(
      "alternative", {text_part("text/plain", message.text), text_part("text/html", message.html)});
  if (!message.attachment) return headers(message) + words;
  return headers(message) + multipart<2>("mixed", {words, attached_part(*message.attachment)});
}

}  // namespace admitone::mail
