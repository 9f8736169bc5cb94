#pragma once
// The folder in which finished artefacts wait to be downloaded. Nodes that share it serve each
// other's.

#include <chrono>
#include <filesystem>
#include <string>

namespace admitone::artefacts {

class Files {
 public:
  explicit Files(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path path_of(const std::string& name) const { return folder_ / name; }

  /// A new name that nobody can guess, such as "sheet-….pdf", in a folder that is there: it is made
  /// (mode 0700) when it is missing. Throws base::Refusal (unavailable) when that cannot be.
  std::string new_name() const;

  void remove(const std::string& name) const;

  /// Removes what was written longer ago than `age`, also what nobody knows of any more, such as
  /// the half of a file whose writer died.
  void remove_older_than(std::chrono::seconds age) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace admitone::artefacts
