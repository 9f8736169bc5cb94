#include "app/serve.hpp"

#include <csignal>
#include <iostream>
#include <thread>

#include <boost/asio/signal_set.hpp>
#include <boost/system/system_error.hpp>

#include "api/endpoints.hpp"
#include "api/live.hpp"
#include "api/problem.hpp"
#include "app/certificate.hpp"
#include "app/cors.hpp"
#include "app/demo.hpp"
#include "app/disk_space.hpp"
#include "app/inherited_socket.hpp"
#include "app/local_names.hpp"
#include "app/metrics.hpp"
#include "app/phone_help.hpp"
#include "app/post.hpp"
#include "app/secret_file.hpp"
#include "app/security_headers.hpp"
#include "artefacts/import_job.hpp"
#include "artefacts/print_sheet_job.hpp"
#include "artefacts/ticket_orders.hpp"
#include "base/password.hpp"
#include "base/version.hpp"
#include "core/imports.hpp"
#include "core/print_sheets.hpp"
#include "core/users.hpp"

namespace admitone::app {
namespace {

constexpr std::chrono::seconds stop_grace{20};
constexpr std::size_t password_threads = 1;
constexpr std::size_t drawing_threads = 1;
constexpr std::size_t worker_threads = 1;

/// Made from the secret, so that every node prints and accepts the same link.
std::string setup_token(const base::Secret& secret) {
  return base::to_base64url(base::hmac_sha256(secret.key_for("setup link"), "first admin"));
}

/// The first admin of the environment, at the first start only.
void ensure_first_admin(db::Database& database, const FirstAdmin& admin, base::Timestamp now) {
  if (!admin.is_given()) return;
  if (database.read([](db::Transaction& transaction) { return core::has_admin(transaction); }))
    return;
  core::NewUser user;
  try {
    user = {core::Username::parse(admin.username).text(), core::Email::parse(admin.email).text(),
            core::Role::admin, base::hash_password(core::Password::parse(admin.password).text()),
            true};
  } catch (const base::BadValue& bad) {
    throw ConfigError(std::string("ADMITONE_ADMIN_USERNAME, _EMAIL and _PASSWORD: one of them ") +
                      bad.what());
  }
  try {
    database.write(
        [&](db::Transaction& transaction) { core::add_first_admin(transaction, user, now); });
  } catch (const base::Refusal&) {
    base::log(base::LogLevel::info, "another node made the first admin");
  }
}

/// Everything that lives as long as the server does, in the order in which it is built; it is taken
/// down in the opposite order, after the event loop has run out of work.
class Application {
 public:
  explicit Application(const Config& config)
      : config_(config),
        certificate_(config, context_, clock_),
        disk_(config),
        post_office_(find_post_office_with_links(config)),
        database_(open_migrated(config)),
        secret_(find_secret(config)),
        keys_(secret_),
        tokens_(secret_),
        turnstile_(
            *database_, keys_, {},
            [this](const admission::BatchReport& report) { metrics_.scans().count(report); }),
        passwords_(password_threads),
        drawing_(drawing_threads),
        workers_(worker_threads),
        callers_(*database_, tokens_),
        feed_(*database_, context_.get_executor(), api::live_renderers()),
        files_(files_folder_of(config)),
        postman_(hire_postman()),
        jobs_(
            *database_, clock_, make_works(),
            [this](const std::stop_token& stop) { keep_house(stop); },
            [this] {
              feed_.wake();
              wake_postman();
            }),
        rooms_{.database = *database_,
               .keys = keys_,
               .tokens = tokens_,
               .throttle = throttle_,
               .turnstile = turnstile_,
               .feed = feed_,
               .callers = callers_,
               .passwords = passwords_,
               .jobs = jobs_,
               .files = files_,
               .drawing = drawing_,
               .workers = workers_,
               .clock = clock_,
               .settings = {is_reached_securely(config), setup_token(secret_),
                            post_office_ ? std::optional(post_office_->from.text()) : std::nullopt},
               .metrics =
                   [this](const std::optional<core::Backlog>& backlog) {
                     return metrics_.text({.queued_scans = turnstile_.waiting(),
                                           .live_followers = feed_.follower_count(),
                                           .database = database_->usage(),
                                           .disk_free_bytes = disk_.free_bytes(),
                                           .backlog = backlog,
                                           .now = clock_.now()});
                   },
               .complain_of_disk = [this] { return disk_.complaint(); },
               .wake_postman = [this] { wake_postman(); }},
        router_(api::make_router(api::all_endpoints(), rooms_)),
        hooks_(make_hooks()) {
    metrics_.requests().add_routes(router_);
    const auto now = clock_.now();
    database_->write([&](db::Transaction& transaction) { keys_.ensure(transaction, now); });
    ensure_first_admin(*database_, config.first_admin, now);
    if (config.is_demo) fill_demo(*database_, keys_, now);
  }

  int run() {
    http::ListenAddress address = find_listen_address();
    http::Server server(context_, address, http_limits_of(config_), router_, hooks_,
                        certificate_.files());
    address.port = server.port();
    std::optional<PhoneHelp> phone_help;
    if (certificate_.own()) {
      phone_help.emplace(context_, *certificate_.own(), address, config_.tls_help_port, hooks_);
    }
    boost::asio::signal_set signals(context_, SIGTERM, SIGINT);
    signals.async_wait([&](const boost::system::error_code& error, int) {
      if (error) return;
      base::log(base::LogLevel::info, "stopping");
      server.stop(stop_grace);
      if (phone_help) phone_help->stop(stop_grace);
      certificate_.stop();
    });
    server.start();
    certificate_.start();
    if (phone_help) phone_help->start();
    greet(address);
    if (phone_help) std::cout << phone_help->greeting() << std::flush;
    std::vector<std::jthread> threads;
    for (std::size_t extra = 1; extra < threads_of(config_); ++extra) {
      threads.emplace_back([this] { context_.run(); });
    }
    context_.run();
    threads.clear();
    base::log(base::LogLevel::info, "stopped");
    base::flush_log();
    return 0;
  }

 private:
  static std::unique_ptr<db::Database> open_migrated(const Config& config) {
    auto database =
        db::open({.url = config.database_url, .connections = config.database_connections});
    db::migrate(*database);
    return database;
  }

  artefacts::JobRunner::Works make_works() {
    return {
        {core::JobKind::print_sheet,
         [this](artefacts::JobRun& run) { artefacts::run_print_sheet(run, *database_, files_); }},
        {core::JobKind::import,
         [this](artefacts::JobRun& run) { artefacts::import_tickets(run, *database_, keys_); }}};
  }

  /// Nobody, where e-mail is not set up.
  std::unique_ptr<mail::Postman> hire_postman() {
    if (!post_office_) return nullptr;
    // On SQLite there is one server, so nobody else is sending a letter at this moment.
    if (database_->engine() == db::Engine::sqlite) {
      const auto now = clock_.now();
      database_->write([&](db::Transaction& transaction) { core::make_all_due(transaction, now); });
    }
    return std::make_unique<mail::Postman>(*database_, clock_, *post_office_);
  }

  void wake_postman() {
    if (postman_) postman_->wake();
  }

  /// What nobody asks for any more is removed, and what nobody is at any more is finished.
  void keep_house(const std::stop_token& stop) {
    const auto now = clock_.now();
    database_->write([&](db::Transaction& transaction) {
      core::remove_old_sheets(transaction, now);
      core::forget_imported_files(transaction);
    });
    files_.remove_older_than(core::sheet_kept);
    const auto finished = artefacts::finish_ticket_orders(*database_, keys_, clock_, stop);
    if (finished > 0) feed_.wake();
  }

  /// A socket that was handed to this process goes before --listen.
  http::ListenAddress find_listen_address() const {
    const auto inherited = take_inherited_socket();
    return inherited ? *inherited : http::parse_listen_address(listen_of(config_));
  }

  http::Hooks make_hooks() {
    return {.render = api::render,
            .rescue = api::rescue,
            .finish =
                [this](const http::Request& request, http::Response& response) {
                  add_security_headers(response);
                  // A certificate of one's own may be replaced, and its help page needs plain HTTP.
                  if (request.is_secure && !certificate_.own()) require_tls(response);
                  add_cors_headers(config_.cors_origins, request, response);
                },
            .served = [this](const http::Served& served) { log_request(served); }};
  }

  void log_request(const http::Served& served) {
    metrics_.requests().count(served);
    const auto& request = served.request;
    // A ticket's number opens it at the door, so it is not logged, not even from a request that
    // matched no endpoint.
    constexpr std::string_view before_a_number = "/api/tickets/number/";
    const bool is_secret = request.path.starts_with(before_a_number);
    base::log(base::LogLevel::info, "request",
              {{"method", boost::beast::http::to_string(request.method)},
               {"path", is_secret ? before_a_number : std::string_view(request.path)},
               {"status", static_cast<std::int64_t>(served.status)},
               {"duration_ms", static_cast<double>(served.duration.count()) / 1000.0},
               {"caller", std::string_view(request.caller.empty() ? "-" : request.caller)},
               {"request_id", std::string_view(request.id)}});
  }

  /// What the person who started it needs to know; the first line is for scripts too.
  void greet(const http::ListenAddress& listening) {
    const std::string scheme = certificate_.files() == nullptr ? "http://" : "https://";
    const std::string here =
        scheme + url_host(listening.host) + ":" + std::to_string(listening.port);
    const std::string near =
        certificate_.own() ? scheme + "localhost:" + std::to_string(listening.port) : here;
    const std::string address = config_.public_url.empty() ? near : config_.public_url;
    std::cout << "Admit One " << base::version << " is serving on " << here << "\n";
    const bool has_no_admin =
        !database_->read([](db::Transaction& transaction) { return core::has_admin(transaction); });
    if (has_no_admin) {
      std::cout << "There is no admin yet. Make the first one here, once:\n  " << address
                << "/setup#" << rooms_.settings.setup_token << "\n";
    }
    if (config_.is_demo) {
      std::cout << "The demo's logins, all with the password " << demo_password << ":\n";
      for (const DemoLogin& login : demo_logins()) {
        std::cout << "  " << login.username << " (" << login.what << ")\n";
      }
      std::cout << "The API, to read and to try: " << address << "/docs\n";
    }
    if (!post_office_) {
      base::log(base::LogLevel::info, "e-mail is not set up: ADMITONE_SMTP_URL is not given");
    }
    std::cout << std::flush;
  }

  const Config& config_;
  base::SystemClock clock_;
  Metrics metrics_{clock_.now()};
  boost::asio::io_context context_;
  Certificate certificate_;
  DiskSpace disk_;
  std::optional<mail::PostOffice> post_office_;
  std::unique_ptr<db::Database> database_;
  base::Secret secret_;
  core::SigningKeys keys_;
  core::AccessTokens tokens_;
  core::LoginThrottle throttle_;
  admission::Turnstile turnstile_;
  api::Passwords passwords_;
  api::Drawing drawing_;
  boost::asio::thread_pool workers_;
  api::Callers callers_;
  live::Feed feed_;
  artefacts::Files files_;
  std::unique_ptr<mail::Postman> postman_;
  artefacts::JobRunner jobs_;
  api::Rooms rooms_;
  http::Router router_;
  http::Hooks hooks_;
};

}  // namespace

int serve(const Config& config) {
  base::set_log_format(log_format_of(config));
  try {
    Application application(config);
    return application.run();
  } catch (const boost::system::system_error& failure) {
    throw ConfigError("cannot listen on " + listen_of(config) + ": " + failure.code().message());
  } catch (const std::invalid_argument& bad_address) {
    throw ConfigError(std::string("--listen: ") + bad_address.what());
  } catch (const base::Refusal& refusal) {
    throw ConfigError(refusal.what());
  }
}

}  // namespace admitone::app
