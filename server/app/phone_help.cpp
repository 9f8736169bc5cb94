#include "app/phone_help.hpp"

#include <algorithm>
#include <span>

#include <boost/system/system_error.hpp>

#include "app/config.hpp"
#include "app/local_names.hpp"
#include "artefacts/qr_svg.hpp"
#include "base/embedded.hpp"

namespace admitone::embedded {
std::span<const base::EmbeddedFile> app_pages();
}  // namespace admitone::embedded

namespace admitone::app {
namespace {

constexpr const char* page_policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

std::string url(const char* scheme, const std::string& host, std::uint16_t port) {
  return std::string(scheme) + host + ":" + std::to_string(port) + "/";
}

/// By what other machines reach this one. IPv6 addresses are left out: nobody types one, and a
/// house with them has IPv4 or names as well.
std::vector<std::string> hosts_for_others(const http::TlsNames& names) {
  std::vector<std::string> hosts;
  for (const std::string& address : names.addresses) {
    const bool is_v6 = address.find(':') != std::string::npos;
    if (!is_v6 && !is_loopback(address)) hosts.push_back(address);
  }
  hosts.insert(hosts.end(), names.hosts.begin(), names.hosts.end());
  return hosts;
}

/// The one of them that `asked` (a Host header) names, so that who came by a name stays with it; or
/// the first.
std::string choose_host(const http::TlsNames& names, std::string_view asked) {
  const auto hosts = hosts_for_others(names);
  const auto known = std::ranges::find(hosts, asked.substr(0, asked.find(':')));
  return known == hosts.end() || *known == "localhost" ? hosts.front() : *known;
}

/// Put in capitals an address has only characters of a QR's denser mode. Scheme and host mean the
/// same in capitals (RFC 3986, section 6.2.2.1), and no path follows.
std::string draw_address(std::string address) {
  std::ranges::transform(address, address.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
  return artefacts::qr_svg(artefacts::QrSymbol(address));
}

std::string embedded_page(std::string_view path) {
  const auto files = embedded::app_pages();
  const auto found = std::ranges::find(files, path, &base::EmbeddedFile::path);
  return std::string(found->contents);
}

void fill_in(std::string& page, std::string_view blank, const std::string& text) {
  for (std::size_t at = page.find(blank); at != std::string::npos; at = page.find(blank, at)) {
    page.replace(at, blank.size(), text);
    at += text.size();
  }
}

http::Response keep_nothing(std::string content_type, std::string body) {
  return {.content_type = std::move(content_type),
          .body = std::move(body),
          .headers = {{"Content-Security-Policy", page_policy}, {"Cache-Control", "no-store"}}};
}

}  // namespace

PhoneHelp::PhoneHelp(boost::asio::io_context& context, const OwnCertificate& certificate,
                     const http::ListenAddress& server, std::uint16_t port,
                     const http::Hooks& hooks) try
    : certificate_(certificate),
      secure_port_(server.port),
      router_(make_router()),
      server_(context, http::ListenAddress{server.host, port}, {}, router_, hooks) {
} catch (const boost::system::system_error& failure) {
  throw ConfigError("--tls-help-port: cannot listen on " + std::to_string(port) + ": " +
                    failure.code().message());
}

std::string PhoneHelp::greeting() const {
  const http::TlsNames names = certificate_.names();
  std::string text = "Phones open this page first, to trust this server:\n  " +
                     url("http://", choose_host(names, ""), server_.port()) +
                     "\nThe authority to trust has the fingerprint (SHA-256)\n  " +
                     certificate_.authority().fingerprint() + "\nThen Admit One is at\n";
  for (const std::string& host : hosts_for_others(names)) {
    text += "  " + url("https://", host, secure_port_) + "\n";
  }
  return text;
}

http::Router PhoneHelp::make_router() {
  http::Router router;
  const auto add = [&](const char* path, auto answer) {
    router.add({http::Verb::get, path,
                [answer](http::Request& request) -> boost::asio::awaitable<http::Response> {
                  co_return answer(request);
                }});
  };
  const auto host = [this](const http::Request& request) {
    return choose_host(certificate_.names(), request.header("host"));
  };
  add("/", [this, host](const http::Request& request) { return show(host(request)); });
  add("/authority.crt", [this](const http::Request&) {
    return keep_nothing("application/x-x509-ca-cert", certificate_.authority().certificate());
  });
  add("/page.svg", [this, host](const http::Request& request) {
    return keep_nothing("image/svg+xml",
                        draw_address(url("http://", host(request), server_.port())));
  });
  add("/app.svg", [this, host](const http::Request& request) {
    return keep_nothing("image/svg+xml",
                        draw_address(url("https://", host(request), secure_port_)));
  });
  add("/phone.css", [](const http::Request&) {
    return keep_nothing("text/css; charset=utf-8", embedded_page("pages/phone.css"));
  });
  return router;
}

http::Response PhoneHelp::show(const std::string& host) const {
  std::string page = embedded_page("pages/phone.html");
  fill_in(page, "{{here}}", url("http://", host, server_.port()));
  fill_in(page, "{{app}}", url("https://", host, secure_port_));
  fill_in(page, "{{machine}}", machine_name());
  fill_in(page, "{{fingerprint}}", certificate_.authority().fingerprint());
  return keep_nothing("text/html; charset=utf-8", std::move(page));
}

}  // namespace admitone::app
