#pragma once
// Where this installation's letters go out, from its configuration.

#include <optional>

#include "app/config.hpp"
#include "mail/postman.hpp"

namespace admitone::app {

inline constexpr const char* mail_not_set_up =
    "E-mail is not set up: set ADMITONE_SMTP_URL and ADMITONE_MAIL_FROM.";

/// Nothing when no mail server is given. Throws ConfigError, without the URL's password, for values
/// that cannot be used.
std::optional<mail::PostOffice> find_post_office(const Config& config);

/// The same for who cannot do without. Throws ConfigError, with what to set, when there is none.
mail::PostOffice require_post_office(const Config& config);

/// The same for `serve`, whose letters hold links: they need the public address.
std::optional<mail::PostOffice> find_post_office_with_links(const Config& config);

}  // namespace admitone::app
