#pragma once
// A database into one file, and back, on the command line. Each returns the exit code and throws as
// the other commands do.

#include <string>

#include "app/config.hpp"

namespace admitone::app {

struct BackupArguments {
  std::string path;
  bool replaces = false;
};

/// Beside a server that goes on serving. Tells on a terminal how far it is.
int back_up(const Config& config, const BackupArguments& arguments);

/// Into an empty database. Says when the installation's secret is not the one that belongs to it.
int restore(const Config& config, const BackupArguments& arguments);

}  // namespace admitone::app
