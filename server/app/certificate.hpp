#pragma once
// The certificate that the server shows: the operator's, or its own. Read at start, and again
// whenever its files change.

#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include "app/config.hpp"
#include "app/own_certificate.hpp"
#include "base/clock.hpp"
#include "http/tls_files.hpp"

namespace admitone::app {

class Certificate {
 public:
  /// Throws ConfigError when the files of `config` cannot be used. Warns of a certificate that is
  /// not valid at this time.
  Certificate(const Config& config, boost::asio::io_context& context, const base::Clock& clock);

  /// Null: the server speaks plain HTTP.
  const http::TlsFiles* files() const { return files_.get(); }
  /// Null unless the server made its certificate itself.
  const OwnCertificate* own() const { return own_.get(); }

  /// Looks after the files until stop(). Each once, from any thread.
  void start();
  void stop();

 private:
  void look_again();
  void renew_own();

  const base::Clock& clock_;
  std::unique_ptr<OwnCertificate> own_;
  std::unique_ptr<http::TlsFiles> files_;
  boost::asio::strand<boost::asio::io_context::executor_type> strand_;
  boost::asio::steady_timer timer_;
  int looks_ = 0;
  bool is_stopping_ = false;
};

}  // namespace admitone::app
