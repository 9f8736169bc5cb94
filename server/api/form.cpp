#include "api/form.hpp"

#include <algorithm>
#include <array>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/url/params_encoded_view.hpp>
#include <boost/url/parse_query.hpp>

#include "base/refusal.hpp"

namespace admitone::api {
namespace {

constexpr std::array<std::string_view, 4> oauth_fields{"grant_type", "scope", "client_id",
                                                       "client_secret"};

/// In a form, and only there, a plus is a space.
std::string decoded(boost::urls::pct_string_view text) {
  boost::urls::encoding_opts options;
  options.space_as_plus = true;
  return text.decode(options);
}

}  // namespace

std::string form_as_json(std::string_view body) {
  auto pairs = boost::urls::parse_query(body);
  if (!pairs) {
    throw base::Refusal(base::RefusalKind::malformed,
                        "The body is not a form: check its %-escapes.");
  }
  boost::json::object fields;
  for (const auto& pair : *pairs) {
    const std::string name = decoded(pair.key);
    if (std::find(oauth_fields.begin(), oauth_fields.end(), name) != oauth_fields.end()) continue;
    if (!fields.emplace(name, decoded(pair.value)).second) {
      throw base::Refusal(base::RefusalKind::malformed,
                          "The form has the field " + name + " twice.");
    }
  }
  return boost::json::serialize(fields);
}

}  // namespace admitone::api
