#pragma once
// A file that gets its name only once it is whole and on the disk. Only for this room.

#include <filesystem>
#include <string>

namespace admitone::db {

/// What to do where a file of that name is already.
enum class IfThere { keep, replace };

class UnfinishedFile {
 public:
  /// Makes "<name>.part", empty, for this user alone; one that was left behind is begun anew.
  /// Throws StartError when it cannot be made, base::Refusal (conflict) while another process
  /// writes it.
  explicit UnfinishedFile(std::filesystem::path name);
  /// Removes it, unless it was finished.
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

  /// Where it is to be written.
  const std::filesystem::path& path() const { return path_; }

  /// Waits until the disk has it, and gives it its name. Throws StartError, or base::Refusal
  /// (conflict) where that is taken and to be kept.
  void finish(IfThere if_there);

 private:
  std::filesystem::path name_;
  std::filesystem::path path_;
  int file_;
  bool is_finished_ = false;
};

/// Throws base::Refusal (conflict) when there is such a file.
void refuse_existing(const std::filesystem::path& file, const std::string& advice);

}  // namespace admitone::db
