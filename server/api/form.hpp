#pragma once
// The body of an HTML form (application/x-www-form-urlencoded), as OAuth 2 clients send it to log
// in.

#include <string>
#include <string_view>

namespace admitone::api {

/// The form's fields as a JSON object of texts, so that they are decoded like any other body. Left
/// out: grant_type, scope, client_id and client_secret, which OAuth 2 (RFC 6749) clients send
/// along. Throws base::Refusal (malformed) when it is not a form.
std::string form_as_json(std::string_view body);

}  // namespace admitone::api
