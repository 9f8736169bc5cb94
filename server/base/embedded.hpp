#pragma once
// A file that is part of the binary. cmake/rooms.cmake writes the lists of them: embed(… INDEX
// name) defines
//   namespace admitone::embedded { std::span<const base::EmbeddedFile> name(); }
// which its reader declares for itself.

#include <string_view>

namespace admitone::base {

struct EmbeddedFile {
  std::string_view
      path;  ///< below the folder it was embedded from: "migrations/001_create_users.sql"
  std::string_view contents;  ///< for the life of the program
};

}  // namespace admitone::base
