#include "api/web_app.hpp"

#include <array>

#include "api/endpoints.hpp"
#include "base/embedded.hpp"
#include "base/refusal.hpp"
#include "http/static_files.hpp"

namespace admitone::embedded {
std::span<const base::EmbeddedFile> pages();
std::span<const base::EmbeddedFile> web_app();
}  // namespace admitone::embedded

namespace admitone::api {
namespace {

/// Only what the pages themselves bring may run in them. A camera's picture and a photo to decode
/// are blobs.
constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

constexpr const char* page_permissions =
    "camera=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), "
    "serial=(), hid=(), bluetooth=()";

/// The decoder's worker alone compiles WebAssembly.
constexpr const char* decoder_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
constexpr std::string_view decoder_prefix = "assets/decoder-";

const http::StaticFiles& reference_files() {
  static const http::StaticFiles files(embedded::pages());
  return files;
}

const http::StaticFiles& app_files() {
  static const http::StaticFiles files(embedded::web_app());
  return files;
}

base::Refusal nothing_here() { return base::not_found("There is nothing at this path."); }

http::Response with_policy(std::optional<http::Response> found, const char* policy) {
  if (!found) throw nothing_here();
  found->headers.emplace_back("Content-Security-Policy", policy);
  return std::move(*found);
}

/// A page may open the camera, and nothing else that tells where somebody is or what they do. No
/// other site's window keeps a hold on it.
http::Response as_page(std::optional<http::Response> found) {
  http::Response page = with_policy(std::move(found), page_policy);
  page.headers.emplace_back("Permissions-Policy", page_permissions);
  page.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  return page;
}

std::string_view accepted_codings(const http::Request& request) {
  return request.header("accept-encoding");
}

boost::asio::awaitable<http::Response> show_reference(Call& call) {
  co_return as_page(reference_files().find("pages/docs.html", accepted_codings(call.request)));
}

boost::asio::awaitable<http::Response> show_part(Call& call) {
  const std::string name(call.request.parameter("file"));
  const std::string path = "assets/" + name;
  auto found = app_files().find(path, accepted_codings(call.request));
  if (!found) found = reference_files().find("pages/" + name, accepted_codings(call.request));
  co_return with_policy(std::move(found),
                        path.starts_with(decoder_prefix) ? decoder_policy : page_policy);
}

}  // namespace

Endpoints page_endpoints() {
  return {
      raw("/docs", Who::open, "This contract, to read and to try", "text/html; charset=utf-8",
          &show_reference),
      raw("/assets/{file}", Who::open, "Part of a page", "application/octet-stream", &show_part),
  };
}

boost::asio::awaitable<http::Response> show_web_app(http::Request& request) {
  const bool is_for_machines = request.path.starts_with("/api/") || request.path == "/api";
  if (is_for_machines || !http::accepts_page(request.header("accept"))) throw nothing_here();
  co_return as_page(app_files().find("index.html", accepted_codings(request)));
}

}  // namespace admitone::api
