#include "db/unfinished_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/refusal.hpp"
#include "db/database.hpp"

namespace admitone::db {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int code) {
  throw StartError("The file " + file.string() + " cannot be written: " + std::strerror(code) +
                   ".");
}

base::Refusal taken(const std::filesystem::path& file, const std::string& advice) {
  return base::conflict("There is a file " + file.string() + " already: " + advice);
}

/// A name in a folder lasts only once the folder is on the disk too.
void sync_folder_of(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) fail(file, errno);
  const int failure = ::fsync(opened) == 0 ? 0 : errno;
  ::close(opened);
  if (failure != 0) fail(file, failure);
}

/// Renames, unless the name is taken; 0 or the error's number.
int rename_to_free_name(const char* from, const char* to) {
  if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL) return errno;
  // A file system that cannot say it in one step, such as NFS, can in two.
  if (::link(from, to) != 0) return errno;
  ::unlink(from);
  return 0;
}

}  // namespace

UnfinishedFile::UnfinishedFile(std::filesystem::path name)
    : name_(std::move(name)), path_(name_.string() + ".part") {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file_ < 0) fail(path_, errno);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    ::close(file_);
    throw base::conflict("Another process is writing " + path_.string() + " at this moment.");
  }
  if (::ftruncate(file_, 0) != 0) {
    const int failure = errno;
    ::close(file_);
    fail(path_, failure);
  }
}

UnfinishedFile::~UnfinishedFile() {
  if (!is_finished_) ::unlink(path_.c_str());
  ::close(file_);
}

void UnfinishedFile::finish(IfThere if_there) {
  if (::fsync(file_) != 0) fail(path_, errno);
  const int failure = if_there == IfThere::keep
                          ? rename_to_free_name(path_.c_str(), name_.c_str())
                          : (std::rename(path_.c_str(), name_.c_str()) == 0 ? 0 : errno);
  if (failure == EEXIST) throw taken(name_, "it was made meanwhile.");
  if (failure != 0) fail(name_, failure);
  is_finished_ = true;
  sync_folder_of(name_);
}

void refuse_existing(const std::filesystem::path& file, const std::string& advice) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) throw taken(file, advice);
}

}  // namespace admitone::db
