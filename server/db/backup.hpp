#pragma once
// A whole database as one file, and back. Nobody who works on the database has to stop meanwhile.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "db/unfinished_file.hpp"

namespace admitone::db {

/// Told several times a second: octets done, and how many there will be; 0 where nobody knows.
using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

/// Writes the database as it stands at one moment after the call to `file`: all that was committed
/// before is in it. The file gets its name once it was read back whole and is on the disk. On
/// PostgreSQL it is made by pg_dump. Throws StartError, or base::Refusal where a file is in the way
/// that is to be kept.
void back_up(const std::string& url, const std::filesystem::path& file, IfThere if_there,
             const Progress& progress);

/// Fills an empty database from a backup of the same engine: all of it, or nothing. Throws
/// StartError, or base::Refusal where the database is not empty, or the file is damaged, of another
/// engine, or of a newer binary.
void restore(const std::string& url, const std::filesystem::path& file, const Progress& progress);

}  // namespace admitone::db
