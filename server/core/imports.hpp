#pragma once
// Imports: tickets that were sold elsewhere, from a file of buyers. All of its rows or none, and
// once for each file. What a file looks like is not known here.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/journal.hpp"
#include "core/outbox.hpp"
#include "core/tickets.hpp"

namespace admitone::core {

struct Job;

inline constexpr std::int64_t import_rows_max = 100'000;        ///< in one file
inline constexpr std::size_t import_problems_kept_max = 1'000;  ///< all are counted
/// From one letter of an import to the next: whatever else is to be sent gets through between them.
inline constexpr std::chrono::milliseconds import_letter_interval{100};
/// Minor units of all prices in a file together, far below where sums overflow.
inline constexpr std::int64_t import_total_max = 100'000'000'000'000'000;

/// What a seller calls a ticket: unique in its concert.
struct ReferenceTag {
  static constexpr base::TextRules rules{.length_min = 1, .length_max = 64, .example = "A-1042"};
  static constexpr bool lines = false;
};
using Reference = base::Text<ReferenceTag>;

/// A ticket to be, whose values are right by themselves.
struct ImportRow {
  std::int64_t line;  ///< of the file
  std::string buyer_name;
  std::string buyer_email;
  std::optional<std::string> tier;
  std::optional<std::int64_t> price;  ///< minor units
  std::optional<std::string> reference;
};

struct ImportProblem {
  std::int64_t line;
  std::string column;  ///< empty: the whole line
  std::string detail;
};

/// What is wrong with a file: the first 1,000 problems, and how many there are.
class ImportProblems {
 public:
  void add(ImportProblem problem);
  std::int64_t count() const { return count_; }
  /// By line.
  std::vector<ImportProblem> list() const;

 private:
  std::vector<ImportProblem> kept_;
  std::int64_t count_ = 0;
};

/// What the rows' prices come to; import_total_max + 1 where that is more.
std::int64_t total_price(std::span<const ImportRow> rows);

/// What only the rows together, and the concert, can tell: references that come twice or are taken,
/// more rows than the capacity allows, prices beyond import_total_max. Throws base::Refusal
/// (not_found) without such a concert.
void check_import(db::Transaction& transaction, base::ConcertId concert_id,
                  std::span<const ImportRow> rows, ImportProblems& problems);

/// The job of an import of this file that has not failed.
std::optional<Job> find_import(db::Transaction& transaction, base::ConcertId concert_id,
                               const base::Bytes& file_digest);

struct NewImport {
  base::ConcertId concert_id;
  base::BytesView file;
  base::Bytes file_digest;
  std::int64_t row_count;
  base::UserId actor;
  Mailing mailing = Mailing::off;  ///< on: each buyer gets a letter with the ticket
};

struct AddedImport {
  base::JobId job_id;
  bool is_new;
};

/// Queues the import of a file, or finds the job that has imported it, or will, with or without
/// letters. Throws base::Refusal as add_job does.
AddedImport add_import(db::Transaction& transaction, const NewImport& import, base::Timestamp now);

/// The file of an import that has not ended.
std::optional<base::Bytes> find_import_file(db::Transaction& transaction, base::JobId job_id);

/// Whether the buyers of an import get letters.
Mailing find_import_mailing(db::Transaction& transaction, base::JobId job_id);

/// Lets go of the files whose imports have ended.
void forget_imported_files(db::Transaction& transaction);

/// Tickets that have ids, numbers and signatures, and are as good as sold.
struct PreparedImport {
  std::vector<ImportRow> rows;
  PreparedTickets tickets;
  std::vector<std::string> buyer_searches;
};

/// Makes numbers and signatures, and tells how many are made. No database.
PreparedImport prepare_import(std::vector<ImportRow> rows, base::ConcertId concert_id,
                              std::int64_t first_id, const SigningKeys::Signer& signer,
                              const std::function<void(std::int64_t)>& progress);

struct StoredImport {
  base::ConcertId concert_id;
  std::int64_t count;
  std::int64_t first_serial;
  std::int64_t last_serial;
  Mailing mailing;

  std::string sentence() const;  ///< "Imported 3 tickets, 1 to 3"
};

/// Stores them all as sold, or none, and the letters that bring them where `mailing` is on; a buyer
/// whose address is a user's verified one holds their tickets. Throws base::Refusal: not_found;
/// conflict when the capacity does not allow them, or a reference was taken meanwhile. Record
/// fact_of(stored) last in the same transaction.
StoredImport store_import(db::Transaction& transaction, const PreparedImport& prepared,
                          Mailing mailing, base::Timestamp now);

Fact fact_of(const StoredImport& stored, std::optional<base::UserId> actor, base::Timestamp now);

}  // namespace admitone::core
