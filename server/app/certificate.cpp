#include "app/certificate.hpp"

#include <boost/asio/post.hpp>

#include "base/log.hpp"

namespace admitone::app {
namespace {

constexpr std::chrono::seconds look_interval{2};
/// Looks between two at what the machine is called now.
constexpr int looks_for_a_renewal = 15;

std::unique_ptr<OwnCertificate> open_own(const Config& config, base::Timestamp now) {
  if (!config.tls_self_signed) return nullptr;
  return std::make_unique<OwnCertificate>(tls_folder_of(config), now);
}

void warn(std::string_view message, base::Timestamp time) {
  const std::string text = base::to_rfc3339(time);
  base::log(base::LogLevel::warning, message, {{"time", std::string_view(text)}});
}

std::unique_ptr<http::TlsFiles> open_files(const http::TlsPaths& paths, base::Timestamp now) {
  if (paths.certificate.empty()) return nullptr;
  try {
    auto files = std::make_unique<http::TlsFiles>(paths);
    const auto certificate = files->current();
    if (certificate->valid_until() <= now) {
      warn("the TLS certificate has expired: browsers will refuse it", certificate->valid_until());
    }
    if (certificate->valid_from() > now) {
      warn("the TLS certificate is not valid yet: browsers will refuse it",
           certificate->valid_from());
    }
    return files;
  } catch (const http::BadCertificate& bad) {
    throw ConfigError(bad.what());
  }
}

}  // namespace

Certificate::Certificate(const Config& config, boost::asio::io_context& context,
                         const base::Clock& clock)
    : clock_(clock),
      own_(open_own(config, clock.now())),
      files_(
          open_files(own_ ? own_->paths() : http::TlsPaths{config.tls_certificate, config.tls_key},
                     clock.now())),
      strand_(boost::asio::make_strand(context)),
      timer_(strand_) {}

void Certificate::start() {
  if (files_) boost::asio::post(strand_, [this] { look_again(); });
}

void Certificate::stop() {
  boost::asio::post(strand_, [this] {
    is_stopping_ = true;
    timer_.cancel();
  });
}

void Certificate::look_again() {
  if (is_stopping_) return;
  if (own_ && ++looks_ % looks_for_a_renewal == 0) renew_own();
  files_->look();
  timer_.expires_after(look_interval);
  timer_.async_wait([this](const boost::system::error_code&) { look_again(); });
}

void Certificate::renew_own() {
  try {
    own_->renew_if_due(clock_.now());
  } catch (const std::runtime_error& failure) {
    base::log(base::LogLevel::error, "cannot renew the TLS certificate",
              {{"error", std::string_view(failure.what())}});
  }
}

}  // namespace admitone::app
