#pragma once
// A ticket's QR and page from the command line. Each returns the exit code and throws base::Refusal
// (exit 1), ConfigError or db::StartError (exit 2) with one clear line.

#include <string>

#include "app/config.hpp"

namespace admitone::app {

struct TicketArguments {
  std::string number;
  std::string output;  ///< a file, or "-" for standard output
  int scale = 0;       ///< of a QR as PNG; 0: not given
  std::string page = "a6";
};

/// Writes the QR as SVG or PNG, as the file's name ends; SVG to standard output.
int write_ticket_qr(const Config& config, const TicketArguments& arguments);

/// Writes the ticket's page.
int write_ticket_pdf(const Config& config, const TicketArguments& arguments);

}  // namespace admitone::app
