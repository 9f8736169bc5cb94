#pragma once
// A file of buyers, read into rows that are right by themselves, with every problem by its line.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/imports.hpp"
#include "core/money.hpp"

namespace admitone::artefacts {

inline constexpr std::size_t import_file_octets_max = 32 * 1'024 * 1'024;

struct ImportFile {
  std::string delimiter;                     ///< "," or ";" or a tab
  std::vector<std::string> columns;          ///< those it has, by our names for them
  std::vector<std::string> ignored_columns;  ///< as they are written
  std::int64_t row_count = 0;                ///< below the header, empty ones left out
  std::vector<core::ImportRow> rows;         ///< those without a problem
  core::ImportProblems problems;
};

/// Reads all of it; prices are in `currency`. What it cannot read is a problem too: nothing is
/// thrown.
ImportFile read_import_file(std::string_view file, const core::Currency& currency);

/// How many tickets of each tier; "" is those without one.
std::map<std::string, std::int64_t> count_tiers(const ImportFile& file);

}  // namespace admitone::artefacts
