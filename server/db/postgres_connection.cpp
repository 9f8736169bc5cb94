#include "db/postgres_connection.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>
#include <utility>

#include "base/log.hpp"
#include "base/secret.hpp"
#include "db/guarded_transaction.hpp"

namespace admitone::db {

namespace {

/// How many executions are sent before their results are read: enough to hide the way to the
/// server, few enough that neither side's buffers fill up.
constexpr std::size_t pipeline_statements_max = 256;

/// How many lists of arguments one statement takes: enough that its own cost no longer counts.
constexpr std::size_t set_arguments_max = 1'024;

/// Until the end of the transaction.
constexpr std::string_view plans_by_index =
    "SELECT set_config('plan_cache_mode', 'force_generic_plan', true), "
    "set_config('enable_seqscan', 'off', true)";

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

/// What one statement takes at a time.
std::vector<std::span<const Arguments>> chunks_of(std::span<const Arguments> each) {
  std::vector<std::span<const Arguments>> chunks;
  while (!each.empty()) {
    chunks.push_back(each.first(std::min(each.size(), set_arguments_max)));
    each = each.subspan(chunks.back().size());
  }
  return chunks;
}

/// Appends the rows of each of `count` lists of arguments; the last column is the list's place.
void add_found(Rows all, std::size_t count, std::vector<Rows>& found) {
  const std::size_t columns = all.column_count - 1;
  const std::size_t first = found.size();
  found.resize(first + count, Rows{columns, {}, 0});
  for (std::size_t row = 0; row < all.size(); ++row) {
    const auto place = FromCell<std::size_t>::read(all.at(row, columns));
    auto& cells = found.at(first + place - 1).cells;
    for (std::size_t column = 0; column < columns; ++column) {
      cells.push_back(std::move(all.at(row, column)));
    }
  }
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
  plans_by_index_ = false;
}

std::vector<Rows> PostgresConnection::run(std::string_view sql,
                                          std::span<const std::span<const Argument>> each,
                                          bool keep) {
  std::vector<Rows> rows;
  rows.reserve(each.size());
  while (!each.empty()) {
    const auto chunk = each.first(std::min(each.size(), pipeline_statements_max));
    each = each.subspan(chunk.size());
    send_begin();
    const std::string name = send_prepare(sql, keep);
    for (const auto& arguments : chunk) send_execution(name, PostgresParameters(arguments), sql);
    for (const PostgresResult& result : take_results()) rows.push_back(read_rows(result.get()));
  }
  return rows;
}

std::vector<std::vector<Rows>> PostgresConnection::find_together(
    std::span<const Question> questions) {
  // First, as it may take a round trip of its own.
  for (const Question& question : questions) {
    if (!question.each.empty()) set_of(question.sql);
  }
  for (const auto& [sql, each] : questions) {
    for (const auto chunk : chunks_of(each)) send_set(sql, chunk, true);
  }
  const std::vector<PostgresResult> results = take_results();
  auto result = results.begin();
  std::vector<std::vector<Rows>> found(questions.size());
  for (std::size_t question = 0; question < questions.size(); ++question) {
    for (const auto chunk : chunks_of(questions[question].each)) {
      add_found(read_rows((result++)->get()), chunk.size(), found[question]);
    }
  }
  return found;
}

std::int64_t PostgresConnection::change_each(std::string_view sql,
                                             std::span<const Arguments> each) {
  for (const auto chunk : chunks_of(each)) send_set(sql, chunk, true);
  std::int64_t changed = 0;
  for (const PostgresResult& result : take_results()) {
    changed += read_rows(result.get()).changed_count;
  }
  return changed;
}

void PostgresConnection::change_soon(std::string_view sql, std::span<const Arguments> each,
                                     bool writes_one_each) {
  for (const auto chunk : chunks_of(each)) send_set(sql, chunk, false, writes_one_each);
}

Later PostgresConnection::run_later(std::string_view sql, std::span<const Argument> arguments) {
  const auto is_open = [](const Sent& sent) { return sent.number.has_value(); };
  if (std::ranges::any_of(sent_, is_open)) {
    throw std::logic_error("a number is asked for while another is not known yet");
  }
  auto found = laters_.find(sql);
  if (found == laters_.end()) found = laters_.emplace(sql, later_number_of(sql)).first;
  send_begin();
  send_plans_by_index();
  const std::string name = send_prepare(found->second, true);
  send_execution(name, PostgresParameters(arguments), found->second, false);
  return sent_.back().number.emplace();
}

void PostgresConnection::commit() {
  if (!begun_) return;
  const PostgresResult result = run_plain("COMMIT");
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    throw std::logic_error("the server rolled a transaction back instead of committing it");
  }
}

void PostgresConnection::rollback() noexcept {
  try {
    if (!sent_.empty()) take_results();
  } catch (const std::exception& failure) {
    base::log(base::LogLevel::info, "a statement that is rolled back had failed",
              {{"reason", failure.what()}});
  }
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

void PostgresConnection::send(int accepted, Sent command) {
  exchanging_ = true;
  if (accepted == 1) {
    sent_.push_back(std::move(command));
    return;
  }
  sent_.clear();  // Nobody takes their results on this connection any more.
  const std::string message = one_line(PQerrorMessage(connection_.get()));
  if (PQstatus(connection_.get()) == CONNECTION_OK) {
    throw std::logic_error(message + ": " + std::string(command.sql));
  }
  throw ConnectionLost(message);
}

void PostgresConnection::send_plain(const char* sql, bool is_wanted) {
  send(PQsendQueryParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0),
       {.sql = sql, .is_wanted = is_wanted});
}

void PostgresConnection::send_begin() {
  if (std::exchange(begun_, true)) return;
  send_plain(access_ == Access::write ? "BEGIN" : "BEGIN READ ONLY");
}

template <class Parameters>
void PostgresConnection::send_execution(const std::string& name, const Parameters& parameters,
                                        std::string_view sql, bool is_wanted) {
  send(PQsendQueryPrepared(connection_.get(), name.c_str(), parameters.count(), parameters.values(),
                           parameters.lengths(), parameters.formats(), 0),
       {.sql = sql, .is_wanted = is_wanted});
}

std::string PostgresConnection::send_prepare(std::string_view sql, bool keep) {
  if (const auto found = prepared_.find(sql); found != prepared_.end()) return found->second;
  std::string name = keep && names_ == StatementNames::yes ? name_for(sql) : "";
  const auto is_this = [&](const Sent& command) { return command.prepared == name; };
  if (!name.empty() && std::ranges::any_of(sent_, is_this)) return name;
  send(PQsendPrepare(connection_.get(), name.c_str(), std::string(sql).c_str(), 0, nullptr),
       {.sql = sql, .prepared = name});
  return name;
}

std::vector<Oid> PostgresConnection::describe(std::string_view sql) {
  send_begin();
  const std::string name = send_prepare(sql, false);
  send(PQsendDescribePrepared(connection_.get(), name.c_str()), {.sql = sql, .is_wanted = true});
  const PostgresResult description = std::move(take_results().front());
  std::vector<Oid> types;
  for (int parameter = 0; parameter < PQnparams(description.get()); ++parameter) {
    types.push_back(PQparamtype(description.get(), parameter));
  }
  return types;
}

PostgresConnection::StatementSet& PostgresConnection::set_of(std::string_view sql) {
  if (const auto found = sets_.find(sql); found != sets_.end()) return found->second;
  return sets_.emplace(sql, StatementSet{describe(sql), {}}).first->second;
}

void PostgresConnection::send_set(std::string_view sql, std::span<const Arguments> each,
                                  bool is_wanted, bool writes_one_each) {
  // First, as it may take a round trip of its own, after which a number may be known.
  auto& [types, texts] = set_of(sql);
  const ArraysForm form{writes_one_each, later_parameters(each)};
  std::string& text = texts[form];
  if (text.empty()) {
    std::vector<std::string_view> names;
    for (const Oid type : types) names.push_back(type_name(type));
    text = for_arrays(sql, names, form);
  }
  send_begin();
  send_plans_by_index();
  const std::string name = send_prepare(text, true);
  send_execution(name, PostgresArrays(each, types), text, is_wanted);
}

// Else the server plans some statements anew each time, which costs as much as ten of their rows,
// or keeps a plan that reads a whole table from when that was empty.
void PostgresConnection::send_plans_by_index() {
  if (std::exchange(plans_by_index_, true)) return;
  const std::string settings = send_prepare(plans_by_index, true);
  send_execution(settings, PostgresParameters({}), plans_by_index, false);
}

std::vector<PostgresResult> PostgresConnection::take_results() {
  const std::vector<Sent> commands = std::exchange(sent_, {});
  if (PQpipelineSync(connection_.get()) != 1) {
    throw ConnectionLost(one_line(PQerrorMessage(connection_.get())));
  }
  std::vector<PostgresResult> results;
  for (const Sent& command : commands) {
    PostgresResult result = take_result(command.sql);
    if (result && !command.prepared.empty()) prepared_.emplace(command.sql, command.prepared);
    if (result && command.number) {
      Rows told = read_rows(result.get());
      command.number->become(FromCell<std::int64_t>::read(told.at(0, 0)));
    }
    if (command.is_wanted) results.push_back(std::move(result));
  }
  take_end();
  return results;
}

/// The next command's result; null, and noted in first_error_, if it failed or came after one that
/// did.
PostgresResult PostgresConnection::take_result(std::string_view sql) {
  PostgresResult taken;
  while (PostgresResult result{PQgetResult(connection_.get())}) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
      taken = std::move(result);
    } else if (status != PGRES_PIPELINE_ABORTED && !first_error_) {
      first_error_ = error_of(result.get());
      first_failed_ = sql;
    }
  }
  return taken;
}

/// The answer to PQpipelineSync; throws the first error that was met on the way to it.
void PostgresConnection::take_end() {
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
    throw_server_error(error, access_, first_failed_);
  } catch (const ConnectionLost&) {
    lost_ = true;
    throw;
  }
}

PostgresResult PostgresConnection::run_plain(const char* sql) {
  send_plain(sql, true);
  return std::move(take_results().front());
}

}  // namespace admitone::db
