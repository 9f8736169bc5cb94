// What operators and machines ask: health, metrics, the contract's document and its reference.

#include <span>

#include "api/endpoints.hpp"
#include "api/openapi.hpp"
#include "base/embedded.hpp"
#include "base/refusal.hpp"

namespace admitone::embedded {
std::span<const base::EmbeddedFile> pages();
}

namespace admitone::api {

struct Health {
  std::string status;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

struct Readiness {
  std::string status;
  std::int64_t migration;
};
BOOST_DESCRIBE_STRUCT(Readiness, (), (status, migration))

namespace {

/// Only what the page itself brings may run in it.
constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

std::string content_type_of(std::string_view path) {
  if (path.ends_with(".html")) return "text/html; charset=utf-8";
  if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  throw std::logic_error("a page of an unknown kind is in the binary: " + std::string(path));
}

boost::asio::awaitable<Health> healthz(Call&, Nothing) { co_return Health{"ok"}; }

Readiness readyz(Call&, db::Transaction& transaction, const Nothing&) {
  const auto migration =
      transaction.find<std::int64_t>("SELECT max(version) FROM schema_migrations");
  return {"ready", migration.value_or(0)};
}

/// Serves one embedded file at a path of its own.
Endpoint page(std::string path, std::string summary, std::string_view file) {
  for (const base::EmbeddedFile& embedded : embedded::pages()) {
    if (!embedded.path.ends_with(file)) continue;
    return raw(std::move(path), Who::open, std::move(summary), content_type_of(file),
               [embedded](Call& call) -> boost::asio::awaitable<http::Response> {
                 call.headers.emplace_back("Content-Security-Policy", page_policy);
                 call.headers.emplace_back("Cache-Control", "no-cache");
                 http::Response response;
                 response.content_type = content_type_of(embedded.path);
                 response.body = embedded.contents;
                 co_return response;
               });
  }
  throw std::logic_error("a page is missing in the binary: " + std::string(file));
}

}  // namespace

Endpoints operation_endpoints() {
  Endpoints endpoints{
      get("/healthz", Who::open, "Whether the process is alive", awaits(&healthz)),
      get("/readyz", Who::open, "Whether the database answers", reads(&readyz)),
      raw("/metrics", Who::open, "Figures for Prometheus", "text/plain; version=0.0.4",
          [](Call& call) -> boost::asio::awaitable<http::Response> {
            http::Response response;
            response.content_type = "text/plain; version=0.0.4";
            response.body = call.rooms.metrics();
            co_return response;
          }),
      raw("/openapi.json", Who::open, "This contract, as OpenAPI 3.1", "application/json",
          [](Call&) -> boost::asio::awaitable<http::Response> {
            static const std::string document = openapi_document(all_endpoints());
            http::Response response;
            response.body = document;
            co_return response;
          }),
      page("/", "What this is", "/home.html"),
      page("/docs", "This contract, to read and to try", "/docs.html"),
      page("/setup", "Make the first admin", "/setup.html"),
  };
  for (const base::EmbeddedFile& file : embedded::pages()) {
    if (file.path.ends_with(".html")) continue;
    const std::string_view name = file.path.substr(file.path.rfind('/'));
    endpoints.push_back(page("/assets" + std::string(name), "Part of a page", name));
  }
  return endpoints;
}

}  // namespace admitone::api
