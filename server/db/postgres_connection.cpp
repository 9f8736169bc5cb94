#include "db/postgres_connection.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>
#include <utility>

#include "base/log.hpp"
#include "base/secret.hpp"
#include "db/statement_set.hpp"

namespace admitone::db {

namespace {

/// How many executions are sent before their results are read: enough to hide the way to the
/// server, few enough that neither side's buffers fill up.
constexpr std::size_t pipeline_statements_max = 256;

/// How many lists of arguments one statement takes: enough that its own cost no longer counts.
constexpr std::size_t set_arguments_max = 1'024;

/// Defaults that the URL may override stand in front of it. Half-dead connections are noticed in
/// about ten seconds instead of the system's two hours.
constexpr std::array<const char*, 9> connect_keywords{"connect_timeout",
                                                      "fallback_application_name",
                                                      "keepalives_idle",
                                                      "keepalives_interval",
                                                      "keepalives_count",
                                                      "tcp_user_timeout",
                                                      "dbname",
                                                      "client_encoding",
                                                      nullptr};

void log_warning(void*, const PGresult* notice) {
  const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity == nullptr || std::string_view(severity) != "WARNING") return;
  const char* message = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
  base::log(base::LogLevel::warning, "the database server warns",
            {{"message", message == nullptr ? "" : message}});
}

ServerError error_of(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return {state == nullptr ? "" : state,
          one_line(message == nullptr ? PQresultErrorMessage(result) : message)};
}

std::string name_for(std::string_view sql) {
  return "admitone_" + base::to_base64url(base::digest(base::as_bytes(sql))).substr(0, 22);
}

}  // namespace

std::string one_line(std::string_view message) {
  std::string line;
  for (const char character : message) {
    const bool space = std::isspace(static_cast<unsigned char>(character)) != 0;
    if (!space) line += character;
    if (space && !line.empty() && line.back() != ' ') line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

PostgresConnection::PostgresConnection(const std::string& url, StatementNames names)
    : names_(names) {
  const std::array<const char*, 9> values{"2",     "admitone",  "10",   "3",    "3",
                                          "10000", url.c_str(), "UTF8", nullptr};
  connection_.reset(PQconnectdbParams(connect_keywords.data(), values.data(), 1));
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    throw Unavailable(one_line(PQerrorMessage(connection_.get())));
  }
  PQsetNoticeReceiver(connection_.get(), &log_warning, nullptr);
  PQenterPipelineMode(connection_.get());
}

void PostgresConnection::start(Access access) {
  access_ = access;
  begun_ = false;
}

std::vector<Rows> PostgresConnection::run(std::string_view sql,
                                          std::span<const std::span<const Argument>> each,
                                          bool keep) {
  std::vector<Rows> rows;
  rows.reserve(each.size());
  std::vector<PostgresResult> results;
  while (!each.empty()) {
    const auto chunk = each.first(std::min(each.size(), pipeline_statements_max));
    each = each.subspan(chunk.size());

    const bool begins = send_begin();
    const auto [name, prepares] = send_prepare(sql, keep);
    for (const auto& arguments : chunk) send_execution(name, PostgresParameters(arguments), sql);
    send(PQpipelineSync(connection_.get()), sql);

    if (begins) take_result();
    if (prepares && take_result() && !name.empty()) prepared_.emplace(sql, name);
    results.clear();
    for (std::size_t i = 0; i < chunk.size(); ++i) results.push_back(take_result());
    take_end(sql);
    for (const PostgresResult& result : results) rows.push_back(read_rows(result.get()));
  }
  return rows;
}

std::vector<Rows> PostgresConnection::find_each(std::string_view sql,
                                                std::span<const Arguments> each) {
  const StatementSet& set = set_of(sql);
  std::vector<Rows> found;
  found.reserve(each.size());
  while (!each.empty()) {
    const auto chunk = each.first(std::min(each.size(), set_arguments_max));
    each = each.subspan(chunk.size());
    Rows all = read_rows(run_set(set, chunk).get());
    const std::size_t columns = all.column_count - 1;
    const std::size_t first = found.size();
    found.resize(first + chunk.size(), Rows{columns, {}, 0});
    for (std::size_t row = 0; row < all.size(); ++row) {
      const auto place = FromCell<std::size_t>::read(all.at(row, columns));
      auto& cells = found.at(first + place - 1).cells;
      for (std::size_t column = 0; column < columns; ++column) {
        cells.push_back(std::move(all.at(row, column)));
      }
    }
  }
  return found;
}

std::int64_t PostgresConnection::change_each(std::string_view sql,
                                             std::span<const Arguments> each) {
  const StatementSet& set = set_of(sql);
  std::int64_t changed = 0;
  while (!each.empty()) {
    const auto chunk = each.first(std::min(each.size(), set_arguments_max));
    each = each.subspan(chunk.size());
    changed += read_rows(run_set(set, chunk).get()).changed_count;
  }
  return changed;
}

void PostgresConnection::commit() {
  if (!begun_) return;
  const PostgresResult result = run_plain("COMMIT");
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    throw std::logic_error("the server rolled a transaction back instead of committing it");
  }
}

void PostgresConnection::rollback() noexcept {
  if (exchanging_ || PQtransactionStatus(connection_.get()) == PQTRANS_IDLE) return;
  try {
    run_plain("ROLLBACK");
  } catch (const std::exception& failure) {
    // The server rolls back what a lost connection leaves behind.
    base::log(base::LogLevel::warning, "a rollback failed", {{"reason", failure.what()}});
  }
}

bool PostgresConnection::usable() const {
  return !exchanging_ && !lost_ && PQstatus(connection_.get()) == CONNECTION_OK &&
         PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

void PostgresConnection::send(int accepted, std::string_view sql) {
  exchanging_ = true;
  if (accepted == 1) return;
  const std::string message = one_line(PQerrorMessage(connection_.get()));
  if (PQstatus(connection_.get()) == CONNECTION_OK) {
    throw std::logic_error(message + ": " + std::string(sql));
  }
  throw ConnectionLost(message);
}

bool PostgresConnection::send_begin() {
  if (std::exchange(begun_, true)) return false;
  const char* begin = access_ == Access::write ? "BEGIN" : "BEGIN READ ONLY";
  send(PQsendQueryParams(connection_.get(), begin, 0, nullptr, nullptr, nullptr, nullptr, 0),
       begin);
  return true;
}

template <class Parameters>
void PostgresConnection::send_execution(const std::string& name, const Parameters& parameters,
                                        std::string_view sql) {
  send(PQsendQueryPrepared(connection_.get(), name.c_str(), parameters.count(), parameters.values(),
                           parameters.lengths(), parameters.formats(), 0),
       sql);
}

std::pair<std::string, bool> PostgresConnection::send_prepare(std::string_view sql, bool keep) {
  if (const auto found = prepared_.find(sql); found != prepared_.end()) {
    return {found->second, false};
  }
  std::string name = keep && names_ == StatementNames::yes ? name_for(sql) : "";
  send(PQsendPrepare(connection_.get(), name.c_str(), std::string(sql).c_str(), 0, nullptr), sql);
  return {std::move(name), true};
}

std::vector<Oid> PostgresConnection::describe(std::string_view sql) {
  const bool begins = send_begin();
  send(PQsendPrepare(connection_.get(), "", std::string(sql).c_str(), 0, nullptr), sql);
  send(PQsendDescribePrepared(connection_.get(), ""), sql);
  send(PQpipelineSync(connection_.get()), sql);
  if (begins) take_result();
  take_result();
  const PostgresResult description = take_result();
  take_end(sql);
  std::vector<Oid> types;
  for (int parameter = 0; parameter < PQnparams(description.get()); ++parameter) {
    types.push_back(PQparamtype(description.get(), parameter));
  }
  return types;
}

const PostgresConnection::StatementSet& PostgresConnection::set_of(std::string_view sql) {
  if (const auto found = sets_.find(sql); found != sets_.end()) return found->second;
  std::vector<Oid> types = describe(sql);
  std::vector<std::string_view> names;
  for (const Oid type : types) names.push_back(type_name(type));
  return sets_.emplace(sql, StatementSet{for_arrays(sql, names), std::move(types)}).first->second;
}

PostgresResult PostgresConnection::run_set(const StatementSet& set,
                                           std::span<const Arguments> each) {
  const bool begins = send_begin();
  const auto [name, prepares] = send_prepare(set.sql, true);
  send_execution(name, PostgresArrays(each, set.types), set.sql);
  send(PQpipelineSync(connection_.get()), set.sql);
  if (begins) take_result();
  if (prepares && take_result() && !name.empty()) prepared_.emplace(set.sql, name);
  PostgresResult result = take_result();
  take_end(set.sql);
  return result;
}

/// The next command's result; null, and noted in first_error_, if it failed or came after one that
/// did.
PostgresResult PostgresConnection::take_result() {
  PostgresResult taken;
  while (PostgresResult result{PQgetResult(connection_.get())}) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
      taken = std::move(result);
    } else if (status != PGRES_PIPELINE_ABORTED && !first_error_) {
      first_error_ = error_of(result.get());
    }
  }
  return taken;
}

/// The answer to PQpipelineSync; throws the first error that was met on the way to it.
void PostgresConnection::take_end(std::string_view sql) {
  const PostgresResult end{PQgetResult(connection_.get())};
  if (PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) {
    // The server's own last words, where there are some, say more than that it is gone.
    throw ConnectionLost(first_error_ ? first_error_->message
                                      : one_line(PQerrorMessage(connection_.get())));
  }
  exchanging_ = false;
  if (!first_error_) return;
  const ServerError error = *std::exchange(first_error_, std::nullopt);
  try {
    throw_server_error(error, access_, sql);
  } catch (const ConnectionLost&) {
    lost_ = true;
    throw;
  }
}

PostgresResult PostgresConnection::run_plain(const char* sql) {
  send(PQsendQueryParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0), sql);
  send(PQpipelineSync(connection_.get()), sql);
  PostgresResult result = take_result();
  take_end(sql);
  return result;
}

}  // namespace admitone::db
