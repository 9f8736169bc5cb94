// What a ticket's holder shows, prints and keeps: its QR, its page, its picture.

#include "api/endpoints.hpp"
#include "artefacts/qr_png.hpp"
#include "artefacts/qr_svg.hpp"
#include "artefacts/ticket_pdf.hpp"
#include "artefacts/ticket_png.hpp"
#include "base/refusal.hpp"

namespace admitone::api {

struct QrPngQuery {
  std::optional<base::Ranged<1, artefacts::qr_scale_max>> scale;
};
BOOST_DESCRIBE_STRUCT(QrPngQuery, (), (scale))

struct TicketPdfQuery {
  std::optional<artefacts::TicketPaper> page;
};
BOOST_DESCRIBE_STRUCT(TicketPdfQuery, (), (page))

struct TicketPngQuery {
  std::optional<base::Ranged<artefacts::ticket_width_min, artefacts::ticket_width_max>> width;
};
BOOST_DESCRIBE_STRUCT(TicketPngQuery, (), (width))

namespace {

struct Printed {
  core::Ticket ticket;
  core::Concert concert;
};

/// The ticket for those who may have its code; to all others it does not exist.
Printed find_printed(Call& call, db::Transaction& transaction) {
  const core::User& caller = call.user();
  auto ticket = core::find_ticket(transaction, call.path<base::TicketId>("id"));
  if (!ticket || (caller.role != core::Role::admin && ticket->current_holder_id != caller.id)) {
    throw base::not_found("There is no such ticket.");
  }
  if (ticket->status == core::TicketStatus::refunded) {
    throw base::conflict("This ticket was refunded: its code opens no door any more.");
  }
  auto concert = core::get_concert(transaction, ticket->concert_id);
  return {*std::move(ticket), std::move(concert)};
}

/// Finds the ticket on the database's threads, and draws it on threads of their own.
template <class In>
boost::asio::awaitable<Download> draw(Call& call, In in,
                                      Download (*function)(const artefacts::TicketFace&,
                                                           const In&)) {
  const Printed printed = co_await db::on_database(
      call.rooms.database, db::Access::read,
      [&call](db::Transaction& transaction) { return find_printed(call, transaction); });
  const auto draw_it = [&printed, &in, function] {
    return function(artefacts::face_of(printed.ticket, printed.concert), in);
  };
  co_return co_await call.rooms.drawing.run(draw_it);
}

Download svg_of(const artefacts::TicketFace& face, const Nothing&) {
  return {artefacts::qr_svg(artefacts::QrSymbol(face.code_text)), "qr-" + face.serial + ".svg"};
}

Download png_of(const artefacts::TicketFace& face, const QrPngQuery& query) {
  const auto scale = query.scale ? static_cast<int>(query.scale->value) : artefacts::qr_scale_usual;
  return {artefacts::qr_png(artefacts::QrSymbol(face.code_text), scale),
          "qr-" + face.serial + ".png"};
}

Download pdf_of(const artefacts::TicketFace& face, const TicketPdfQuery& query) {
  return {artefacts::ticket_pdf(face, query.page.value_or(artefacts::TicketPaper::a6)),
          "ticket-" + face.serial + ".pdf"};
}

Download picture_of(const artefacts::TicketFace& face, const TicketPngQuery& query) {
  const auto width =
      query.width ? static_cast<int>(query.width->value) : artefacts::ticket_width_usual;
  return {artefacts::ticket_png(face, width), "ticket-" + face.serial + ".png"};
}

template <class In>
Endpoint drawn(std::string path, std::string summary, std::string content_type,
               Download (*function)(const artefacts::TicketFace&, const In&)) {
  Endpoint result =
      download<In>(std::move(path), Who::signed_in, std::move(summary), std::move(content_type),
                   [function](Call& call, In in) { return draw(call, in, function); });
  result.document.may_conflict = true;  // a refunded ticket has no code any more
  return result;
}

}  // namespace

Endpoints ticket_artefact_endpoints() {
  return {
      drawn("/api/tickets/{id}/qr.svg", "A ticket's QR, for its holder", "image/svg+xml", &svg_of),
      drawn("/api/tickets/{id}/qr.png", "A ticket's QR as a picture, for its holder", "image/png",
            &png_of),
      drawn("/api/tickets/{id}/ticket.pdf", "A ticket to print, for its holder", "application/pdf",
            &pdf_of),
      drawn("/api/tickets/{id}/ticket.png", "A ticket as a picture, for its holder", "image/png",
            &picture_of),
  };
}

}  // namespace admitone::api
