#pragma once
// A concert's tickets, scans and refunds as comma-separated values, page by page: memory does not
// grow with their number.

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/enum.hpp>

#include "db/database.hpp"

namespace admitone::artefacts {

enum class CsvExport { tickets, scans, refunds };
BOOST_DESCRIBE_ENUM(CsvExport, tickets, scans, refunds)

inline constexpr std::int64_t csv_rows_at_once = 1'000;

struct CsvPage {
  std::string text;
  std::optional<std::int64_t> next;  ///< where the next page begins; none: this was the last
};

/// The page at `place`; the first one, with the names of the columns, without a place. Tickets by
/// serial, scans and refunds newest first.
CsvPage read_csv_page(db::Transaction& transaction, CsvExport what, base::ConcertId concert_id,
                      std::optional<std::int64_t> place);

/// "tickets-7.csv"
std::string file_name_of(CsvExport what, base::ConcertId concert_id);

}  // namespace admitone::artefacts
