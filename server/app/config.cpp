#include "app/config.hpp"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include <CLI/CLI.hpp>
#include <boost/url/parse.hpp>

namespace admitone::app {
namespace {

constexpr std::size_t database_connections_max = 100;
constexpr std::size_t threads_max = 64;
constexpr std::size_t mail_retry_max_s = 3600;
constexpr std::size_t address_rate_max = 1'000'000;
constexpr double address_burst = 10;  // as many as this, times the rate
constexpr std::size_t disk_free_min_max_mib = 1'000'000'000;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// An origin is scheme, host and port alone (RFC 6454).
void check_origin(const std::string& origin) {
  const auto url = boost::urls::parse_uri(origin);
  if (!url || (url->scheme() != "http" && url->scheme() != "https") || url->host().empty() ||
      !url->encoded_path().empty() || url->has_query() || url->has_fragment()) {
    throw ConfigError("ADMITONE_CORS_ORIGINS: \"" + origin +
                      "\" is not an origin such as https://tickets.example.org");
  }
}

void check_public_url(const std::string& text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url || (url->scheme() != "http" && url->scheme() != "https") || url->host().empty()) {
    throw ConfigError("ADMITONE_PUBLIC_URL: \"" + text +
                      "\" is not an address such as https://tickets.example.org");
  }
}

}  // namespace

// A variable of several commands is read here and not by CLI11, which would let it win over another
// command's flag for the same value; and its text, which may hold a password, does not appear in
// the help.
void add_database_option(CLI::App& command, Config& config) {
  const std::string from_environment = environment("DATABASE_URL");
  if (!from_environment.empty()) config.database_url = from_environment;
  command
      .add_option("--database", config.database_url,
                  "sqlite:PATH, or postgresql://USER@HOST/NAME (Env:DATABASE_URL)")
      ->default_str(database_url_usual);
}

void add_listen_option(CLI::App& command, Config& config) {
  const std::string from_environment = environment("ADMITONE_LISTEN");
  if (!from_environment.empty()) config.listen = from_environment;
  config.is_listen_given = !from_environment.empty();
  command
      .add_option("--listen", config.listen,
                  "ADDRESS:PORT to serve on; port 0 takes any free one (Env:ADMITONE_LISTEN)")
      ->each([&config](const std::string&) { config.is_listen_given = true; })
      ->default_str(listen_usual);
}

void add_mail_options(CLI::App& command, Config& config) {
  const auto add = [&](const char* flag, std::string& value, const char* variable,
                       const std::string& help) {
    const std::string from_environment = environment(variable);
    if (!from_environment.empty()) value = from_environment;
    command.add_option(flag, value, help + " (Env:" + variable + ")")->default_str("");
  };
  add("--smtp-url", config.smtp_url, "ADMITONE_SMTP_URL",
      "the mail server, smtp://[USER:PASSWORD@]HOST[:PORT] or smtps://…; better from the "
      "environment, where no list of processes shows the password");
  add("--smtp-certificates", config.smtp_certificates, "ADMITONE_SMTP_CERTIFICATES",
      "a file of the certificates to trust, where the mail server's is not publicly known");
  add("--mail-from", config.mail_from, "ADMITONE_MAIL_FROM",
      "the sender of letters, such as \"Box office <tickets@venue.example>\"");
}

void add_serve_options(CLI::App& command, Config& config) {
  add_mail_options(command, config);
  command
      .add_option("--mail-retry", config.mail_retry_s,
                  "seconds before a letter is tried again; then twice as long each time")
      ->envname("ADMITONE_MAIL_RETRY_S")
      ->capture_default_str();
  add_listen_option(command, config);
  command
      .add_option("--tls-cert", config.tls_certificate,
                  "serve HTTPS with this certificate: a PEM file, followed by those that lead to "
                  "its authority; read again when it changes")
      ->envname("ADMITONE_TLS_CERT");
  command.add_option("--tls-key", config.tls_key, "the certificate's key, a PEM file")
      ->envname("ADMITONE_TLS_KEY");
  command
      .add_flag("--tls-self-signed", config.tls_self_signed,
                "serve HTTPS with a certificate of its own making, for phones in the same network; "
                "listens on every network unless --listen is given")
      ->envname("ADMITONE_TLS_SELF_SIGNED");
  command
      .add_option(
          "--tls-help-port", config.tls_help_port,
          "with --tls-self-signed: where phones learn, over plain HTTP, to trust it; 0 takes "
          "any free port")
      ->envname("ADMITONE_TLS_HELP_PORT")
      ->capture_default_str();
  command
      .add_option("--public-url", config.public_url,
                  "the address people reach this server at, such as https://tickets.example.org")
      ->envname("ADMITONE_PUBLIC_URL");
  command
      .add_option("--cors-origins", config.cors_origins,
                  "other origins whose pages may call the API, separated by commas")
      ->envname("ADMITONE_CORS_ORIGINS")
      ->delimiter(',');
  command.add_option("--log-format", config.log_format, "text or json")
      ->envname("ADMITONE_LOG_FORMAT")
      ->capture_default_str();
  command
      .add_option("--files", config.files,
                  "folder for print sheets, kept a day; usually beside the SQLite database, or "
                  "data/files. Nodes that share it serve each other's sheets")
      ->envname("ADMITONE_FILES");
  command
      .add_option("--database-connections", config.database_connections,
                  "connections to the database (SQLite: those that read)")
      ->envname("ADMITONE_DATABASE_CONNECTIONS")
      ->capture_default_str();
  command
      .add_option("--trusted-proxies", config.trusted_proxies,
                  "addresses or networks, separated by commas, whose X-Forwarded-For is believed")
      ->envname("ADMITONE_TRUSTED_PROXIES")
      ->delimiter(',');
  command
      .add_option("--address-rate", config.address_rate,
                  "requests a second that one address may send, ten times as many at once; "
                  "0: no limit")
      ->envname("ADMITONE_ADDRESS_RATE")
      ->capture_default_str();
  command
      .add_option("--disk-free-min", config.disk_free_min_mib,
                  "MiB that must be left on the disk of the data; less, and /readyz says so")
      ->envname("ADMITONE_DISK_FREE_MIN")
      ->capture_default_str();
  command
      .add_option("--threads", config.threads, "threads of the event loop; 0: one for two cores")
      ->envname("ADMITONE_THREADS")
      ->capture_default_str();
  command.add_flag("--demo", config.is_demo,
                   "fill an empty database with a small demo, and print its logins");
  command.footer(
      "From the environment alone: ADMITONE_SECRET (at least 32 characters; made and kept beside a "
      "SQLite\n"
      "database when not given, required on PostgreSQL), ADMITONE_ADMIN_USERNAME, "
      "ADMITONE_ADMIN_EMAIL and\n"
      "ADMITONE_ADMIN_PASSWORD (the first admin, made at the first start).");
}

void read_secret_environment(Config& config) {
  config.secret = environment("ADMITONE_SECRET");
  config.first_admin = {environment("ADMITONE_ADMIN_USERNAME"), environment("ADMITONE_ADMIN_EMAIL"),
                        environment("ADMITONE_ADMIN_PASSWORD")};
}

void check(const Config& config) {
  if (config.log_format != "text" && config.log_format != "json") {
    throw ConfigError("--log-format: \"" + config.log_format + "\" is neither text nor json");
  }
  if (config.database_connections < 1 || config.database_connections > database_connections_max) {
    throw ConfigError("--database-connections: must be from 1 to " +
                      std::to_string(database_connections_max));
  }
  if (config.threads > threads_max) {
    throw ConfigError("--threads: must be from 0 to " + std::to_string(threads_max));
  }
  if (config.tls_certificate.empty() != config.tls_key.empty()) {
    throw ConfigError("--tls-cert and --tls-key belong together: give both or none");
  }
  if (config.tls_self_signed && !config.tls_certificate.empty()) {
    throw ConfigError("--tls-self-signed makes a certificate: --tls-cert is not given with it");
  }
  if (config.address_rate > address_rate_max) {
    throw ConfigError("--address-rate: must be from 0 to " + std::to_string(address_rate_max));
  }
  http_limits_of(config);
  if (config.disk_free_min_mib > disk_free_min_max_mib) {
    throw ConfigError("--disk-free-min: must be from 0 to " +
                      std::to_string(disk_free_min_max_mib));
  }
  if (!config.public_url.empty()) check_public_url(config.public_url);
  for (const std::string& origin : config.cors_origins) check_origin(origin);
  if (config.mail_retry_s < 1 || config.mail_retry_s > mail_retry_max_s) {
    throw ConfigError("--mail-retry: must be from 1 to " + std::to_string(mail_retry_max_s));
  }
}

std::optional<std::string> sqlite_path_of(const Config& config) {
  constexpr std::string_view scheme = "sqlite:";
  if (!config.database_url.starts_with(scheme)) return std::nullopt;
  return config.database_url.substr(scheme.size());
}

std::string files_folder_of(const Config& config) {
  if (!config.files.empty()) return config.files;
  const auto database = sqlite_path_of(config);
  return database ? *database + ".files" : "data/files";
}

std::string listen_of(const Config& config) {
  return config.tls_self_signed && !config.is_listen_given ? "0.0.0.0:8000" : config.listen;
}

std::string tls_folder_of(const Config& config) {
  const auto database = sqlite_path_of(config);
  return database ? *database + ".tls" : "data/tls";
}

bool is_reached_securely(const Config& config) {
  return config.tls_self_signed || !config.tls_certificate.empty() ||
         config.public_url.starts_with("https:");
}

http::Limits http_limits_of(const Config& config) {
  http::Limits limits;
  const auto rate = static_cast<double>(config.address_rate);
  limits.address_rate = {.requests_per_s = rate, .burst = rate * address_burst};
  try {
    for (std::string proxy : config.trusted_proxies) {
      std::erase(proxy, ' ');
      limits.trusted_proxies.push_back(http::Network::parse(proxy));
    }
  } catch (const std::invalid_argument& bad) {
    throw ConfigError(std::string("--trusted-proxies: ") + bad.what());
  }
  return limits;
}

base::LogFormat log_format_of(const Config& config) {
  return config.log_format == "json" ? base::LogFormat::json : base::LogFormat::text;
}

std::size_t threads_of(const Config& config) {
  if (config.threads > 0) return config.threads;
  return std::max(1u, std::thread::hardware_concurrency() / 2);
}

}  // namespace admitone::app
