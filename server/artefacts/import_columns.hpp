#pragma once
// Which column of a file means what: exports of other shops name them in many ways.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/imports.hpp"

namespace admitone::artefacts {

enum class ImportColumn { name, email, tier, price, reference };

/// Our names for them, as answers use them.
const char* name_of(ImportColumn column);

class ImportColumns {
 public:
  /// Reads the header, and tells what is wrong with it: a column that is missing or there twice.
  ImportColumns(const std::vector<std::string>& header, std::int64_t line,
                core::ImportProblems& problems);

  /// Where in a record the column stands.
  std::optional<std::size_t> place(ImportColumn column) const {
    return places_.at(static_cast<std::size_t>(column));
  }
  std::vector<std::string> known() const;
  const std::vector<std::string>& ignored() const { return ignored_; }

 private:
  std::array<std::optional<std::size_t>, 5> places_;
  std::vector<std::string> ignored_;
};

}  // namespace admitone::artefacts
