#pragma once
// Flags and environment -> one struct. A flag wins over its variable.

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "http/server.hpp"

namespace CLI {
class App;
}

namespace admitone::app {

/// A value that cannot be used: one clear line and exit 2.
struct ConfigError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct FirstAdmin {
  std::string username;
  std::string email;
  std::string password;
  bool is_given() const { return !username.empty() || !email.empty() || !password.empty(); }
};

inline constexpr const char* database_url_usual = "sqlite:data/admitone.db";
inline constexpr const char* listen_usual = "127.0.0.1:8000";

struct Config {
  std::string database_url = database_url_usual;
  std::string listen = listen_usual;
  bool is_listen_given = false;
  std::string tls_certificate;            ///< a PEM file; empty: plain HTTP
  std::string tls_key;                    ///< that certificate's
  bool tls_self_signed = false;           ///< serve HTTPS with a certificate of its own making
  std::uint16_t tls_help_port = 8001;     ///< where phones learn to trust that; 0: any free one
  std::string public_url;                 ///< as people reach it; empty: the address it listens on
  std::vector<std::string> cors_origins;  ///< other origins whose pages may call the API
  std::string log_format = "text";
  std::string files;  ///< folder of print sheets; empty: beside the database
  std::size_t database_connections = 4;
  std::vector<std::string> trusted_proxies;  ///< networks whose X-Forwarded-For is believed
  std::size_t address_rate = 500;            ///< requests a second of one address; 0: no limit
  std::size_t disk_free_min_mib = 256;       ///< less, and the server says that it is not ready
  std::size_t threads = 0;                   ///< of the event loop; 0: one for two cores
  bool is_demo = false;
  std::string smtp_url;           ///< the mail server; empty: no e-mail. Holds a password
  std::string smtp_certificates;  ///< a file of those to trust; empty: this machine's
  std::string mail_from;
  std::size_t mail_retry_s = 30;  ///< before a letter is tried for the second time
  // Only from the environment, so that no list of processes shows them.
  std::string secret;
  FirstAdmin first_admin;
};

/// Adds --database, which every command has.
void add_database_option(CLI::App& command, Config& config);

/// Adds --listen: for `serve`, and for those who look for it.
void add_listen_option(CLI::App& command, Config& config);

/// Adds what `serve` takes besides.
void add_serve_options(CLI::App& command, Config& config);

/// Adds where e-mail goes out: for `serve` and for the commands about mail.
void add_mail_options(CLI::App& command, Config& config);

/// Reads ADMITONE_SECRET and ADMITONE_ADMIN_USERNAME, _EMAIL, _PASSWORD.
void read_secret_environment(Config& config);

/// Throws ConfigError for values that cannot be right, with what they must be.
void check(const Config& config);

/// The path of the SQLite database; nothing when the database is another one.
std::optional<std::string> sqlite_path_of(const Config& config);

/// Where finished files wait to be downloaded: --files, or else beside the SQLite database, or
/// data/files.
std::string files_folder_of(const Config& config);

/// Where to listen: --listen, or else this machine alone, or, with a certificate made for phones,
/// every network of it.
std::string listen_of(const Config& config);

/// Where an authority of the server's own is kept: beside the SQLite database, or data/tls.
std::string tls_folder_of(const Config& config);

/// Whether browsers reach this server over TLS, its own or that of a proxy in front of it.
bool is_reached_securely(const Config& config);

base::LogFormat log_format_of(const Config& config);

/// The limits of HTTP that are the operator's to set; the others are as they are in the code.
http::Limits http_limits_of(const Config& config);

/// The number of event loop threads to run.
std::size_t threads_of(const Config& config);

}  // namespace admitone::app
