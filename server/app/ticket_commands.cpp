#include "app/ticket_commands.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "app/numbered_ticket.hpp"
#include "app/open_beside.hpp"
#include "artefacts/qr_png.hpp"
#include "artefacts/qr_svg.hpp"
#include "artefacts/ticket_pdf.hpp"
#include "base/enum_text.hpp"
#include "base/refusal.hpp"

namespace admitone::app {
namespace {

artefacts::TicketFace find_face(const Config& config, const std::string& text) {
  return open_beside(config)->read([&](db::Transaction& transaction) {
    const auto ticket = find_numbered(transaction, "the ticket's number", text);
    if (ticket.status == core::TicketStatus::refunded) {
      throw base::conflict("This ticket was refunded: its code opens no door any more.");
    }
    return artefacts::face_of(ticket, core::get_concert(transaction, ticket.concert_id));
  });
}

void write(const std::string& output, const std::string& content) {
  if (output == "-") {
    std::cout << content << std::flush;
    if (!std::cout) throw ConfigError("standard output could not be written");
    return;
  }
  std::ofstream file(output, std::ios::binary);
  file << content << std::flush;
  if (!file) throw ConfigError(output + " could not be written: " + std::strerror(errno));
}

std::string qr_in_format_of(const std::string& output, const artefacts::QrSymbol& symbol,
                            int scale) {
  if (output.ends_with(".png")) {
    return artefacts::qr_png(symbol, scale == 0 ? artefacts::qr_scale_usual : scale);
  }
  return artefacts::qr_svg(symbol);
}

}  // namespace

int write_ticket_qr(const Config& config, const TicketArguments& arguments) {
  const bool is_png = arguments.output.ends_with(".png");
  if (!is_png && !arguments.output.ends_with(".svg") && arguments.output != "-") {
    throw ConfigError("--output must end in .svg or .png, or be - for standard output");
  }
  if (!is_png && arguments.scale != 0) {
    throw ConfigError("--scale is for .png alone: an SVG has no pixels");
  }
  const auto face = find_face(config, arguments.number);
  write(arguments.output,
        qr_in_format_of(arguments.output, artefacts::QrSymbol(face.code_text), arguments.scale));
  return 0;
}

int write_ticket_pdf(const Config& config, const TicketArguments& arguments) {
  const auto paper = base::from_text<artefacts::TicketPaper>(arguments.page);
  if (!paper) throw ConfigError("--page must be a6, a4 or letter");
  write(arguments.output, artefacts::ticket_pdf(find_face(config, arguments.number), *paper));
  return 0;
}

}  // namespace admitone::app
