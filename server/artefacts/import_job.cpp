#include "artefacts/import_job.hpp"

#include "artefacts/import_file.hpp"
#include "base/refusal.hpp"
#include "core/concerts.hpp"

namespace admitone::artefacts {
namespace {

/// The rows of the job's file; they were checked when it was sent, but the concert may have
/// changed.
std::vector<core::ImportRow> read_rows(const core::Job& job, db::Database& database) {
  core::Concert concert;
  const auto file = database.read([&](db::Transaction& transaction) {
    concert = core::get_concert(transaction, job.concert_id);
    return core::find_import_file(transaction, job.id);
  });
  if (!file) throw std::logic_error("an unfinished import has no file");
  const std::string_view text(reinterpret_cast<const char*>(file->data()), file->size());
  ImportFile read = read_import_file(text, core::Currency::parse(concert.currency));
  if (read.problems.count() > 0) {
    const core::ImportProblem first = read.problems.list().front();
    const std::string column = first.column.empty() ? "" : ", " + first.column;
    throw base::conflict("Line " + std::to_string(first.line) + column + ": " + first.detail +
                         " Nothing was imported.");
  }
  return std::move(read.rows);
}

core::PreparedImport prepare(JobRun& run, db::Database& database, core::SigningKeys& keys,
                             std::vector<core::ImportRow> rows) {
  std::shared_ptr<const core::SigningKeys::Signer> signer;
  const core::TicketOrder order{.concert_id = run.job().concert_id,
                                .quantity = static_cast<std::int64_t>(rows.size()),
                                .price = {},
                                .tier = {}};
  const std::int64_t first_id = database.write([&](db::Transaction& transaction) {
    signer = keys.signer(transaction);
    return core::reserve_ticket_ids(transaction, order);
  });
  return core::prepare_import(std::move(rows), order.concert_id, first_id, *signer,
                              [&](std::int64_t signed_count) { run.report(signed_count); });
}

}  // namespace

void import_tickets(JobRun& run, db::Database& database, core::SigningKeys& keys) {
  const core::Job& job = run.job();
  const auto prepared = prepare(run, database, keys, read_rows(job, database));
  database.write([&](db::Transaction& transaction) {
    const auto now = run.now();
    const auto mailing = core::find_import_mailing(transaction, job.id);
    const auto stored = core::store_import(transaction, prepared, mailing, now);
    run.finish(transaction, stored.sentence() + ".");
    core::record(transaction, core::fact_of(stored, job.requested_by_user_id, now));
  });
}

}  // namespace admitone::artefacts
