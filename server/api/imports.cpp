// Imports on the wire: a file of buyers is checked, and becomes sold tickets.

#include "core/imports.hpp"

#include "api/endpoints.hpp"
#include "api/jobs.hpp"
#include "artefacts/import_file.hpp"
#include "artefacts/job_runner.hpp"
#include "base/refusal.hpp"
#include "base/secret.hpp"
#include "core/concerts.hpp"

namespace admitone::core {
BOOST_DESCRIBE_STRUCT(ImportProblem, (), (line, column, detail))
}

namespace admitone::api {

struct ImportQuery {
  std::optional<bool> dry_run;
  std::optional<bool> send_letters;
};
BOOST_DESCRIBE_STRUCT(ImportQuery, (), (dry_run, send_letters))

struct TierCount {
  std::optional<std::string> tier;
  std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(TierCount, (), (tier, count))

struct ImportCheck {
  std::int64_t rows;
  std::int64_t valid;
  std::string delimiter;
  std::vector<std::string> columns;
  std::vector<std::string> ignored_columns;
  core::Money total_price;
  std::string currency;
  std::vector<TierCount> tiers;
  std::int64_t problem_count;
  std::vector<core::ImportProblem> problems;  ///< the first of them
  std::int64_t letters;                       ///< to be sent with the tickets
  std::optional<Job> already_imported_by;
};
BOOST_DESCRIBE_STRUCT(ImportCheck, (),
                      (rows, valid, delimiter, columns, ignored_columns, total_price, currency,
                       tiers, problem_count, problems, letters, already_imported_by))

namespace {

/// A file that has been read and compared with what is stored.
struct Checked {
  core::Concert concert;
  artefacts::ImportFile file;
  base::Bytes digest;
  std::optional<core::Job> earlier;  ///< the same file's
};

boost::asio::awaitable<Checked> check(Call& call, base::ConcertId concert_id) {
  Checked checked;
  const auto find_concert = [&](db::Transaction& transaction) {
    return core::get_concert(transaction, concert_id);
  };
  checked.concert = co_await db::on_database(call.rooms.database, db::Access::read, find_concert);
  const auto read_file = [&] {
    checked.digest = base::digest(base::as_bytes(call.request.body));
    return artefacts::read_import_file(call.request.body,
                                       core::Currency::parse(checked.concert.currency));
  };
  checked.file = co_await base::on_pool(call.rooms.workers, read_file);
  struct Compared {
    std::optional<core::Job> earlier;
    core::ImportProblems problems;
  };
  const auto compare = [&](db::Transaction& transaction) {
    Compared compared{core::find_import(transaction, concert_id, checked.digest),
                      checked.file.problems};
    if (!compared.earlier) {
      core::check_import(transaction, concert_id, checked.file.rows, compared.problems);
    }
    return compared;
  };
  Compared compared = co_await db::on_database(call.rooms.database, db::Access::read, compare);
  checked.earlier = std::move(compared.earlier);
  checked.file.problems = std::move(compared.problems);
  co_return checked;
}

ImportCheck report_of(const Checked& checked, core::Mailing mailing) {
  const artefacts::ImportFile& file = checked.file;
  ImportCheck out{.rows = file.row_count,
                  .valid = static_cast<std::int64_t>(file.rows.size()),
                  .delimiter = file.delimiter,
                  .columns = file.columns,
                  .ignored_columns = file.ignored_columns,
                  .total_price = core::Money::of(core::total_price(file.rows),
                                                 core::Currency::parse(checked.concert.currency)),
                  .currency = checked.concert.currency,
                  .tiers = {},
                  .problem_count = file.problems.count(),
                  .problems = file.problems.list(),
                  .letters = 0,
                  .already_imported_by = {}};
  for (const auto& [tier, count] : artefacts::count_tiers(file)) {
    out.tiers.push_back({tier.empty() ? std::nullopt : std::optional(tier), count});
  }
  if (checked.earlier) {
    out.already_imported_by = present(*checked.earlier);
  } else if (mailing == core::Mailing::on) {
    out.letters = out.valid;
  }
  return out;
}

/// Throws base::Refusal (invalid) with each problem that was kept.
void require_no_problem(const core::ImportProblems& problems) {
  if (problems.count() == 0) return;
  std::vector<base::FieldError> errors;
  for (const core::ImportProblem& problem : problems.list()) {
    std::string pointer = "/lines/" + std::to_string(problem.line);
    if (!problem.column.empty()) pointer += "/" + problem.column;
    errors.push_back({std::move(pointer), problem.detail});
  }
  const std::string count =
      problems.count() == 1 ? "a problem" : std::to_string(problems.count()) + " problems";
  throw base::Refusal(base::RefusalKind::invalid,
                      "The file has " + count + ". Nothing was imported.", std::move(errors));
}

template <class Out>
http::Response answer(http::Status status, const Out& out) {
  http::Response response;
  response.status = status;
  contract::encode_to(response.body, out);
  return response;
}

boost::asio::awaitable<http::Response> import_file(Call& call, ImportQuery query) {
  const auto concert_id = call.path<base::ConcertId>("id");
  const auto mailing = query.send_letters.value_or(false) ? core::Mailing::on : core::Mailing::off;
  if (mailing == core::Mailing::on) call.rooms.settings.require_mail();
  Checked checked = co_await check(call, concert_id);
  if (query.dry_run.value_or(false)) {
    co_return answer(http::Status::ok, report_of(checked, mailing));
  }
  if (checked.earlier) co_return answer(http::Status::ok, present(*checked.earlier));
  require_no_problem(checked.file.problems);
  struct Added {
    core::Job job;
    bool is_new;
  };
  const auto add = [&](db::Transaction& transaction) {
    const auto added = core::add_import(transaction,
                                        {.concert_id = concert_id,
                                         .file = base::as_bytes(call.request.body),
                                         .file_digest = checked.digest,
                                         .row_count = checked.file.row_count,
                                         .actor = call.user().id,
                                         .mailing = mailing},
                                        call.now);
    return Added{core::find_job(transaction, added.job_id).value(), added.is_new};
  };
  const Added added = co_await db::on_database(call.rooms.database, db::Access::write, add);
  call.rooms.jobs.wake();
  co_return answer(added.is_new ? http::Status::accepted : http::Status::ok, present(added.job));
}

}  // namespace

Endpoints import_endpoints() {
  Endpoint import = upload<ImportQuery>("/api/concerts/{id}/imports", Who::admins,
                                        "Import sold tickets from a CSV file of buyers", "text/csv",
                                        artefacts::import_file_octets_max, &import_file);
  import.success = http::Status::accepted;
  import.document.output = [](contract::Components & components) {
    return boost::json::object{
        { "oneOf",
          boost::json::array {
            contract::schema<Job>(components, contract::Use::answer),
            contract::schema<ImportCheck>(components, contract::Use::answer)
          } }};
};
import.document.also_ok =
    "With dry_run, what the file would do: an ImportCheck. Otherwise the Job that has imported the "
    "same file, or will.";
return {std::move(import)};
}  // namespace admitone::api

}  // namespace admitone::api
