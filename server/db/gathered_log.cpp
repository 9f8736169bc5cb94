// The interface is SQLite's: https://www.sqlite.org/vfs.html

#include "db/gathered_log.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

#include <sqlite3.h>

namespace admitone::db {

namespace {

/// A transaction of any size needs no more memory than this.
constexpr std::size_t gathered_octets_max = 1024 * 1024;
/// SQLite's own VFS writes less than 128 KiB in one call and takes more for a full disk.
constexpr std::size_t written_octets_max = std::size_t{64} * 1024;

sqlite3_vfs& plain_vfs() { return *sqlite3_vfs_find(nullptr); }

/// What was written one after the other and is not in the file yet.
struct Gathered {
  std::vector<std::byte> octets;
  sqlite3_int64 offset = 0;

  sqlite3_int64 end() const { return offset + static_cast<sqlite3_int64>(octets.size()); }
};

/// SQLite allocates it, and the plain VFS's file right behind it.
struct LogFile : sqlite3_file {
  Gathered* gathered;

  sqlite3_file* plain() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
static_assert(sizeof(LogFile) % alignof(std::max_align_t) == 0);

LogFile& log_of(sqlite3_file* file) { return *static_cast<LogFile*>(file); }

/// What cannot be written is forgotten: SQLite rolls its transaction back.
int flush(LogFile& log) {
  Gathered& gathered = *log.gathered;
  sqlite3_file* const plain = log.plain();
  int result = SQLITE_OK;
  for (std::size_t at = 0; at < gathered.octets.size() && result == SQLITE_OK;) {
    const std::size_t size = std::min(gathered.octets.size() - at, written_octets_max);
    result = plain->pMethods->xWrite(plain, gathered.octets.data() + at, static_cast<int>(size),
                                     gathered.offset + static_cast<sqlite3_int64>(at));
    at += size;
  }
  gathered.octets.clear();
  return result;
}

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  LogFile& log = log_of(file);
  Gathered& gathered = *log.gathered;
  const bool goes_on = !gathered.octets.empty() && gathered.end() == offset &&
                       gathered.octets.size() < gathered_octets_max;
  if (!goes_on) {
    const int result = flush(log);
    if (result != SQLITE_OK) return result;
    gathered.offset = offset;
  }
  const auto* octets = static_cast<const std::byte*>(data);
  try {
    gathered.octets.insert(gathered.octets.end(), octets, octets + size);
  } catch (const std::bad_alloc&) {
    return SQLITE_IOERR_NOMEM;
  }
  return SQLITE_OK;
}

/// Every other method of the plain file comes after what was gathered.
template <auto Method, typename... Arguments>
int flushed(sqlite3_file* file, Arguments... arguments) {
  LogFile& log = log_of(file);
  const int result = flush(log);
  if (result != SQLITE_OK) return result;
  return (log.plain()->pMethods->*Method)(log.plain(), arguments...);
}

int close(sqlite3_file* file) {
  LogFile& log = log_of(file);
  const int flushed = flush(log);
  const std::unique_ptr<Gathered> gathered(log.gathered);
  const int closed = log.plain()->pMethods->xClose(log.plain());
  return flushed != SQLITE_OK ? flushed : closed;
}

const sqlite3_io_methods log_methods = {
    .iVersion = 1,
    .xClose = close,
    .xRead = flushed<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = write,
    .xTruncate = flushed<&sqlite3_io_methods::xTruncate, sqlite3_int64>,
    .xSync = flushed<&sqlite3_io_methods::xSync, int>,
    .xFileSize = flushed<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    .xLock = flushed<&sqlite3_io_methods::xLock, int>,
    .xUnlock = flushed<&sqlite3_io_methods::xUnlock, int>,
    .xCheckReservedLock = flushed<&sqlite3_io_methods::xCheckReservedLock, int*>,
    .xFileControl = flushed<&sqlite3_io_methods::xFileControl, int, void*>,
    .xSectorSize = flushed<&sqlite3_io_methods::xSectorSize>,
    .xDeviceCharacteristics = flushed<&sqlite3_io_methods::xDeviceCharacteristics>,
    // The rest is of later versions, and for databases only.
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  sqlite3_vfs& plain = plain_vfs();
  if ((flags & SQLITE_OPEN_WAL) == 0) return plain.xOpen(&plain, name, file, flags, flags_out);
  LogFile& log = *new (file) LogFile{};
  const int result = plain.xOpen(&plain, name, log.plain(), flags, flags_out);
  if (result != SQLITE_OK) return result;  // Without methods the file counts as not opened.
  log.gathered = new (std::nothrow) Gathered;
  if (log.gathered == nullptr) {
    log.plain()->pMethods->xClose(log.plain());
    return SQLITE_NOMEM;
  }
  log.pMethods = &log_methods;
  return SQLITE_OK;
}

sqlite3_vfs made_vfs() {
  sqlite3_vfs vfs = plain_vfs();
  vfs.szOsFile += static_cast<int>(sizeof(LogFile));
  vfs.pNext = nullptr;
  vfs.zName = "gathered-log";
  vfs.xOpen = open;
  return vfs;
}

}  // namespace

const char* gathered_log_vfs() {
  static sqlite3_vfs vfs = made_vfs();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  if (registered != SQLITE_OK) throw std::logic_error("SQLite refused the log's VFS");
  return vfs.zName;
}

}  // namespace admitone::db
