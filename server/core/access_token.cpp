#include "core/access_token.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace admitone::core {

namespace {

/// {"alg":"HS256","typ":"JWT"}: the one header that is ever issued, so the one that is accepted. A
/// token that names another algorithm, "none" above all, never gets as far as its signature.
constexpr std::string_view header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";

/// Ours have about 150; anything longer is not worth an HMAC.
constexpr std::size_t token_characters_max = 400;

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

/// Takes a text apart from its beginning. Each function says whether it found what it was asked
/// for.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool literal(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  bool id(std::string_view& value) {
    const auto end = std::ranges::find_if_not(rest_, is_id_character);
    value = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(value.size());
    return !value.empty();
  }
  bool number(std::int64_t& value) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return error == std::errc();
  }
  bool is_at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// Reads exactly what issue() writes: no other order, no white space, no further claims.
std::optional<AccessClaims> parse_claims(std::string_view json) {
  Reader reader(json);
  std::string_view session_id;
  std::int64_t issued_s = 0;
  std::int64_t expires_s = 0;
  if (!reader.literal(R"({"sid":")") || !reader.id(session_id) || !reader.literal(R"(","iat":)") ||
      !reader.number(issued_s) || !reader.literal(R"(,"exp":)") || !reader.number(expires_s) ||
      !reader.literal("}") || !reader.is_at_end()) {
    return std::nullopt;
  }
  return AccessClaims{std::string(session_id), base::Timestamp(std::chrono::seconds(expires_s))};
}

}  // namespace

AccessTokens::AccessTokens(const base::Secret& secret) : key_(secret.key_for("access tokens")) {}

std::string AccessTokens::issue(const std::string& session_id, base::Timestamp now) const {
  if (session_id.empty() || !std::ranges::all_of(session_id, is_id_character)) {
    throw std::logic_error("a session's id is not base64url");
  }
  const auto issued = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
  const auto claims = R"({"sid":")" + session_id + R"(","iat":)" + std::to_string(issued.count()) +
                      R"(,"exp":)" + std::to_string((issued + access_token_ttl).count()) + "}";
  auto token = std::string(header) + base::to_base64url(base::as_bytes(claims));
  const auto mac = base::to_base64url(base::hmac_sha256(key_, token));
  return token += "." + mac;
}

std::optional<AccessClaims> AccessTokens::verify(std::string_view token,
                                                 base::Timestamp now) const {
  if (token.size() > token_characters_max || !token.starts_with(header)) return std::nullopt;
  const auto dot = token.rfind('.');
  if (dot < header.size()) return std::nullopt;
  const auto signed_part = token.substr(0, dot);
  // Compared as text: base64url has several spellings of the same octets, and only ours counts.
  const auto mac = base::to_base64url(base::hmac_sha256(key_, signed_part));
  if (!base::same_bytes(base::as_bytes(mac), base::as_bytes(token.substr(dot + 1)))) {
    return std::nullopt;
  }
  const auto json = base::from_base64url(signed_part.substr(header.size()));
  if (!json) return std::nullopt;
  auto claims = parse_claims({reinterpret_cast<const char*>(json->data()), json->size()});
  if (!claims || claims->expires_at <= now) return std::nullopt;
  return claims;
}

}  // namespace admitone::core
