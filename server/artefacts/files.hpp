#pragma once
// The folder in which finished artefacts wait to be downloaded. Nodes that share it serve each
// other's.

#include <chrono>
#include <filesystem>
#include <string>

namespace admitone::artefacts {

class Files {
 public:
  /// Makes the folder (mode 0700) when it is missing. Throws std::filesystem::filesystem_error.
  explicit Files(std::filesystem::path folder);

  std::filesystem::path path_of(const std::string& name) const { return folder_ / name; }

  /// A new name that nobody can guess, such as "sheet-….pdf".
  static std::string new_name();

  void remove(const std::string& name) const;

  /// Removes what was written longer ago than `age`, also what nobody knows of any more, such as
  /// the half of a file whose writer died.
  void remove_older_than(std::chrono::seconds age) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace admitone::artefacts
