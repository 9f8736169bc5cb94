#include "core/imports.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/refusal.hpp"
#include "core/attendance.hpp"
#include "core/concerts.hpp"
#include "core/jobs.hpp"
#include "core/text_lookup.hpp"
#include "core/ticket_insertion.hpp"
#include "core/ticket_letters.hpp"

namespace admitone::core {
namespace {

constexpr std::size_t letters_at_once = 1'000;

void find_repeated_references(std::span<const ImportRow> rows, ImportProblems& problems) {
  std::unordered_map<std::string_view, std::int64_t> lines;
  for (const ImportRow& row : rows) {
    if (!row.reference) continue;
    const auto [first, is_new] = lines.emplace(*row.reference, row.line);
    if (is_new) continue;
    problems.add({row.line, "reference",
                  "is on line " + std::to_string(first->second) + " too: each ticket has its own"});
  }
}

/// Calls `found` with each row whose reference a ticket of the concert has.
void find_taken_references(db::Transaction& transaction, base::ConcertId concert_id,
                           std::span<const ImportRow> rows,
                           const std::function<void(const ImportRow&)>& found) {
  static const std::string sql = look_up_sql(
      2,
      "SELECT t.id FROM tickets t WHERE t.concert_id = $1 AND t.reference = wanted.text "
      "AND t.reference IS NOT NULL");
  std::vector<const ImportRow*> referring;
  std::vector<db::Argument> references;
  for (const ImportRow& row : rows) {
    if (!row.reference) continue;
    referring.push_back(&row);
    references.emplace_back(*row.reference);
  }
  const std::array<db::Argument, 1> shared{concert_id};
  look_up(transaction, sql, shared, references,
          [&](std::size_t place, std::int64_t) { found(*referring.at(place)); });
}

/// Who holds each ticket: the user who has verified the buyer's address.
std::vector<std::optional<base::UserId>> find_holders(db::Transaction& transaction,
                                                      std::span<const ImportRow> rows) {
  static const std::string sql =
      look_up_sql(1,
                  "SELECT u.id FROM users u WHERE lower(u.email) = lower(wanted.text) "
                  "AND u.email_verified_at IS NOT NULL AND u.is_active = 1");
  std::vector<std::optional<base::UserId>> holders(rows.size());
  std::vector<db::Argument> addresses;
  addresses.reserve(rows.size());
  for (const ImportRow& row : rows) addresses.emplace_back(row.buyer_email);
  look_up(transaction, sql, {}, addresses, [&](std::size_t place, std::int64_t user_id) {
    holders.at(place) = base::UserId{user_id};
  });
  return holders;
}

/// A letter to each buyer, written a part at a time: memory need not hold them all.
void post_tickets(db::Transaction& transaction, const PreparedImport& prepared,
                  base::Timestamp now) {
  std::vector<NewLetter> letters;
  letters.reserve(letters_at_once);
  const std::int64_t first_id = prepared.tickets.first_id;
  for (std::size_t place = 0; place < prepared.rows.size(); ++place) {
    const auto number = static_cast<std::int64_t>(place);
    letters.push_back(letter_to_first_buyer({first_id + number}, prepared.rows[place].buyer_email));
    letters.back().delay = number * import_letter_interval;
    if (letters.size() < letters_at_once) continue;
    post(transaction, Mailing::on, letters, now);
    letters.clear();
  }
  post(transaction, Mailing::on, letters, now);
}

void check_capacity(db::Transaction& transaction, base::ConcertId concert_id,
                    std::span<const ImportRow> rows, ImportProblems& problems) {
  const auto capacity = get_concert(transaction, concert_id).capacity;
  if (!capacity) return;
  const std::int64_t room =
      std::max<std::int64_t>(*capacity - get_last_serial(transaction, concert_id), 0);
  if (static_cast<std::int64_t>(rows.size()) <= room) return;
  problems.add({rows[static_cast<std::size_t>(room)].line, "",
                "The concert's capacity of " + std::to_string(*capacity) + " leaves room for " +
                    std::to_string(room) + " more tickets; from this line on there is none."});
}

}  // namespace

void ImportProblems::add(ImportProblem problem) {
  ++count_;
  if (kept_.size() < import_problems_kept_max) kept_.push_back(std::move(problem));
}

std::vector<ImportProblem> ImportProblems::list() const {
  std::vector<ImportProblem> problems = kept_;
  std::ranges::stable_sort(problems, {}, &ImportProblem::line);
  return problems;
}

std::int64_t total_price(std::span<const ImportRow> rows) {
  std::int64_t total = 0;
  for (const ImportRow& row : rows) {
    total = std::min(total + row.price.value_or(0), import_total_max + 1);
  }
  return total;
}

void check_import(db::Transaction& transaction, base::ConcertId concert_id,
                  std::span<const ImportRow> rows, ImportProblems& problems) {
  check_capacity(transaction, concert_id, rows, problems);
  if (total_price(rows) > import_total_max) {
    problems.add({rows.back().line, "price", "is too much: together with the rows above"});
  }
  find_repeated_references(rows, problems);
  find_taken_references(transaction, concert_id, rows, [&](const ImportRow& row) {
    problems.add({row.line, "reference", "a ticket of this concert has it already"});
  });
}

std::optional<Job> find_import(db::Transaction& transaction, base::ConcertId concert_id,
                               const base::Bytes& file_digest) {
  const auto job_id = transaction.find<base::JobId>(
      "SELECT i.job_id FROM imports i JOIN jobs j ON j.id = i.job_id WHERE i.concert_id = $1 "
      "AND i.file_digest = $2 AND j.status <> 'failed'",
      {concert_id, file_digest});
  return job_id ? find_job(transaction, *job_id) : std::nullopt;
}

AddedImport add_import(db::Transaction& transaction, const NewImport& import, base::Timestamp now) {
  // Of two that send the same file at once the second sees what the first has added.
  lock_attendance(transaction, import.concert_id);
  if (const auto job = find_import(transaction, import.concert_id, import.file_digest)) {
    return {job->id, false};
  }
  transaction.run("DELETE FROM imports WHERE concert_id = $1 AND file_digest = $2",
                  {import.concert_id, import.file_digest});
  const Job job = add_job(transaction,
                          {.kind = JobKind::import,
                           .concert_id = import.concert_id,
                           .requested_by = import.actor,
                           .total = import.row_count},
                          now);
  transaction.run(
      "INSERT INTO imports (job_id, concert_id, file_digest, file, sends_letters) "
      "VALUES ($1, $2, $3, $4, $5)",
      {job.id, import.concert_id, import.file_digest, import.file, import.mailing == Mailing::on});
  return {job.id, true};
}

std::optional<base::Bytes> find_import_file(db::Transaction& transaction, base::JobId job_id) {
  const auto file = transaction.find<std::optional<base::Bytes>>(
      "SELECT file FROM imports WHERE job_id = $1", {job_id});
  return file.value_or(std::nullopt);
}

Mailing find_import_mailing(db::Transaction& transaction, base::JobId job_id) {
  const auto sends_letters =
      transaction.find<bool>("SELECT sends_letters FROM imports WHERE job_id = $1", {job_id});
  return sends_letters.value_or(false) ? Mailing::on : Mailing::off;
}

void forget_imported_files(db::Transaction& transaction) {
  transaction.run(
      "UPDATE imports SET file = NULL WHERE file IS NOT NULL AND job_id IN "
      "(SELECT j.id FROM jobs j WHERE j.finished_at IS NOT NULL)");
}

PreparedImport prepare_import(std::vector<ImportRow> rows, base::ConcertId concert_id,
                              std::int64_t first_id, const SigningKeys::Signer& signer,
                              const std::function<void(std::int64_t)>& progress) {
  const TicketOrder order{.concert_id = concert_id,
                          .quantity = static_cast<std::int64_t>(rows.size()),
                          .price = {},
                          .tier = {}};
  PreparedImport prepared{std::move(rows), prepare_tickets(order, first_id, signer, progress), {}};
  prepared.buyer_searches.reserve(prepared.rows.size());
  for (const ImportRow& row : prepared.rows) {
    const std::string reference = row.reference ? " " + *row.reference : "";
    prepared.buyer_searches.push_back(buyer_search(row.buyer_name, row.buyer_email + reference));
  }
  return prepared;
}

StoredImport store_import(db::Transaction& transaction, const PreparedImport& prepared,
                          Mailing mailing, base::Timestamp now) {
  const std::vector<ImportRow>& rows = prepared.rows;
  const base::ConcertId concert_id = prepared.tickets.order.concert_id;
  const auto count = static_cast<std::int64_t>(rows.size());
  const auto holders = find_holders(transaction, rows);
  const std::int64_t first_serial = reserve_serials(transaction, concert_id, count);
  find_taken_references(transaction, concert_id, rows, [](const ImportRow& row) {
    throw base::conflict("Line " + std::to_string(row.line) +
                         ": a ticket of this concert has this reference already.");
  });
  insert_tickets(
      transaction, prepared.tickets, first_serial, TicketStatus::sold,
      [&](std::size_t place) {
        const ImportRow& row = rows[place];
        return NewTicket{.tier = row.tier,
                         .price = row.price,
                         .buyer_name = row.buyer_name,
                         .buyer_email = row.buyer_email,
                         .buyer_search = prepared.buyer_searches[place],
                         .holder = holders[place],
                         .reference = row.reference};
      },
      now);
  if (mailing == Mailing::on) post_tickets(transaction, prepared, now);
  AttendanceChange change;
  change.sold = count;
  change.revenue = total_price(rows);
  apply(transaction, concert_id, change);
  return {concert_id, count, first_serial, first_serial + count - 1, mailing};
}

std::string StoredImport::sentence() const {
  const bool is_one = count == 1;
  std::string text = is_one
                         ? "Imported ticket " + std::to_string(first_serial)
                         : "Imported " + std::to_string(count) + " tickets, " +
                               std::to_string(first_serial) + " to " + std::to_string(last_serial);
  if (mailing == Mailing::on)
    text += is_one ? "; its buyer gets a letter" : "; each buyer gets a letter";
  return text;
}

Fact fact_of(const StoredImport& stored, std::optional<base::UserId> actor, base::Timestamp now) {
  return Fact{.at = now,
              .kind = "ticket.imported",
              .actor_user_id = actor,
              .concert_id = stored.concert_id,
              .ticket_id = {},
              .subject_id = {},
              .detail = stored.sentence()};
}

}  // namespace admitone::core
