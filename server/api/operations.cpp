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

constexpr int retry_ready_after_s = 2;

/// What the database says; nothing while it does not answer.
template <class F>
auto ask_database(Call& call, F question)
    -> boost::asio::awaitable<std::optional<std::invoke_result_t<F, db::Transaction&>>> {
  try {
    co_return co_await db::on_database(call.rooms.database, db::Access::read, question);
  } catch (const db::Unavailable&) {
    co_return std::nullopt;
  }
}

std::int64_t newest_applied(db::Transaction& transaction) {
  return transaction.find<std::int64_t>("SELECT max(version) FROM schema_migrations").value();
}

boost::asio::awaitable<Readiness> readyz(Call& call, Nothing) {
  const auto migration = co_await ask_database(call, &newest_applied);
  std::string troubles;
  const auto complain = [&troubles](const std::string& trouble) {
    troubles += (troubles.empty() ? "Not ready: " : "; ") + trouble;
  };
  if (!migration) complain("the database does not answer");
  if (migration && *migration < db::newest_migration()) {
    complain("the database is at migration " + std::to_string(*migration) + " and needs " +
             std::to_string(db::newest_migration()));
  }
  if (const auto trouble = call.rooms.complain_of_disk()) complain(*trouble);
  if (!troubles.empty()) {
    throw base::Refusal(base::RefusalKind::unavailable, troubles + ".", {}, retry_ready_after_s);
  }
  co_return Readiness{"ready", *migration};
}

boost::asio::awaitable<http::Response> metrics(Call& call) {
  const auto backlog = co_await ask_database(call, &core::read_backlog);
  http::Response response;
  response.content_type = "text/plain; version=0.0.4";
  response.body = call.rooms.metrics(backlog);
  co_return response;
}

}  // namespace

Endpoints operation_endpoints() {
  return {
      get("/healthz", Who::open, "Whether the process is alive", awaits(&healthz)),
      get("/readyz", Who::open, "Whether it can serve: database, migrations, disk",
          awaits(&readyz)),
      raw("/metrics", Who::open, "Figures for Prometheus", "text/plain; version=0.0.4", &metrics),
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
