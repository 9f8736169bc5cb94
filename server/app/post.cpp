#include "app/post.hpp"

#include <unistd.h>

#include "app/parse_value.hpp"

namespace admitone::app {

std::optional<mail::PostOffice> find_post_office(const Config& config) {
  if (config.smtp_url.empty()) return std::nullopt;
  if (config.mail_from.empty()) {
    throw ConfigError(
        "ADMITONE_MAIL_FROM is needed with ADMITONE_SMTP_URL: who letters are from, such as "
        "\"Box office <tickets@venue.example>\"");
  }
  mail::PostOffice office;
  office.server = parse_value<mail::SmtpServer>("ADMITONE_SMTP_URL", config.smtp_url);
  office.server.certificates = config.smtp_certificates;
  if (!config.smtp_certificates.empty() && access(config.smtp_certificates.c_str(), R_OK) != 0) {
    throw ConfigError("ADMITONE_SMTP_CERTIFICATES: \"" + config.smtp_certificates +
                      "\" cannot be read");
  }
  office.from = parse_value<mail::Mailbox>("ADMITONE_MAIL_FROM", config.mail_from);
  office.retry_first = std::chrono::seconds(config.mail_retry_s);
  return office;
}

mail::PostOffice require_post_office(const Config& config) {
  auto office = find_post_office(config);
  if (!office) throw ConfigError(mail_not_set_up);
  return std::move(*office);
}

std::optional<mail::PostOffice> find_post_office_with_links(const Config& config) {
  auto office = find_post_office(config);
  if (!office) return std::nullopt;
  if (config.public_url.empty()) {
    throw ConfigError(
        "ADMITONE_PUBLIC_URL is needed with ADMITONE_SMTP_URL: letters have links, such as to "
        "https://tickets.example.org");
  }
  office->public_url = config.public_url;
  while (office->public_url.ends_with('/')) office->public_url.pop_back();
  return office;
}

}  // namespace admitone::app
