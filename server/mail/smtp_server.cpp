#include "mail/smtp_server.hpp"

#include <algorithm>

#include <arpa/inet.h>
#include <boost/url/parse.hpp>

#include "base/text.hpp"

namespace admitone::mail {
namespace {

constexpr const char* shape =
    "must be like smtp://mail.example.org:587 or smtps://USER:PASSWORD@mail.example.org "
    "(characters such as @ : / in a password as %40 %3A %2F)";

/// Whether nobody can listen between here and there.
bool is_this_machine(const std::string& host) {
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return host.starts_with("127.");
  return host == "localhost" || host == "::1";
}

bool has_control(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return c >= 0 && (c < ' ' || c == 0x7f); });
}

/// What "?tls=" asks for, on a server without encryption from the start.
Encryption encryption_of(const boost::urls::url_view& url, const SmtpServer& server) {
  const bool has_secret = !server.username.empty() && !is_this_machine(server.host);
  std::string asked;
  for (const auto& parameter : url.params()) {
    if (parameter.key != "tls" || (parameter.value != "required" && parameter.value != "none")) {
      throw base::BadValue("may end with ?tls=required or ?tls=none, and with nothing else");
    }
    asked = parameter.value;
  }
  if (asked == "required") return Encryption::required;
  if (asked != "none") return has_secret ? Encryption::required : Encryption::if_offered;
  if (!has_secret) return Encryption::never;
  throw base::BadValue("cannot have both a login and tls=none: the password would travel readable");
}

}  // namespace

SmtpServer SmtpServer::parse(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(text);
  if (!parsed) throw base::BadValue(shape);
  const boost::urls::url_view& url = *parsed;
  const bool is_smtps = url.scheme() == "smtps";
  if ((!is_smtps && url.scheme() != "smtp") || url.host_address().empty() || url.has_fragment() ||
      (!url.encoded_path().empty() && url.encoded_path() != "/")) {
    throw base::BadValue(shape);
  }
  SmtpServer server;
  server.host = url.host_address();
  server.port = url.has_port() ? std::string(url.port()) : is_smtps ? "465" : "25";
  server.username = url.user();
  server.password = url.password();
  if (has_control(server.username + server.password + server.host)) throw base::BadValue(shape);
  if (server.username.empty() != server.password.empty()) {
    throw base::BadValue("must have both a user and a password, or neither");
  }
  server.encryption = encryption_of(url, server);
  if (is_smtps) server.encryption = Encryption::from_start;
  return server;
}

}  // namespace admitone::mail
