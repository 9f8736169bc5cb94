// What operators and machines ask: health, metrics, the contract's document.

#include "api/endpoints.hpp"
#include "api/openapi.hpp"

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

boost::asio::awaitable<Health> healthz(Call&, Nothing) { co_return Health{"ok"}; }

Readiness readyz(Call&, db::Transaction& transaction, const Nothing&) {
  const auto migration =
      transaction.find<std::int64_t>("SELECT max(version) FROM schema_migrations");
  return {"ready", migration.value_or(0)};
}

}  // namespace

Endpoints operation_endpoints() {
  return {
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
  };
}

}  // namespace admitone::api
