#pragma once
// Where letters are handed over: a mail server's address, and how far it is trusted.

#include <string>
#include <string_view>

namespace admitone::mail {

/// Whether the connection is encrypted. A certificate is verified wherever there is one.
enum class Encryption {
  never,
  if_offered,  ///< STARTTLS when the server has it
  required,    ///< STARTTLS, or no letter
  from_start   ///< smtps
};

struct SmtpServer {
  std::string host;
  std::string port;
  std::string username;  ///< empty: without a login
  std::string password;
  Encryption encryption = Encryption::if_offered;
  std::string certificates;  ///< a file of those to trust; empty: this machine's

  /// Reads smtp://[USER:PASSWORD@]HOST[:PORT][?tls=required|none] or smtps://…. With a login
  /// encryption is required, unless the server is on this machine. Throws base::BadValue with what
  /// it must be, and never with what was in it: there may be a password.
  static SmtpServer parse(std::string_view url);
};

}  // namespace admitone::mail
