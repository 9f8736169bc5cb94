// A concert's lists as files, streamed.

#include "api/endpoints.hpp"
#include "artefacts/csv_export.hpp"
#include "core/concerts.hpp"

namespace admitone::api {
namespace {

using artefacts::CsvExport;

/// Pages are read as the client takes them, each in a short transaction.
boost::asio::awaitable<void> send(db::Database& database, CsvExport what,
                                  base::ConcertId concert_id, http::BodyStream& stream) {
  std::optional<std::int64_t> place;
  do {
    const auto read = [what, concert_id, place](db::Transaction& transaction) {
      return artefacts::read_csv_page(transaction, what, concert_id, place);
    };
    artefacts::CsvPage page = co_await db::on_database(database, db::Access::read, read);
    place = page.next;
    co_await stream.send(std::move(page.text));
  } while (place);
}

boost::asio::awaitable<http::Response> download(Call& call, CsvExport what) {
  const auto concert_id = call.path<base::ConcertId>("id");
  const auto require_concert = [&](db::Transaction& transaction) {
    return core::get_concert(transaction, concert_id);
  };
  co_await db::on_database(call.rooms.database, db::Access::read, require_concert);
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"" + artefacts::file_name_of(what, concert_id) + "\"");
  response.headers.emplace_back("Cache-Control", "private, no-store");
  response.stream = [&database = call.rooms.database, what, concert_id](http::BodyStream& stream) {
    return send(database, what, concert_id, stream);
  };
  co_return response;
}

Endpoint csv(std::string name, std::string summary, CsvExport what) {
  return raw("/api/concerts/{id}/" + std::move(name), Who::admins, std::move(summary), "text/csv",
             [what](Call& call) { return download(call, what); });
}

}  // namespace

Endpoints export_endpoints() {
  return {
      csv("tickets.csv", "Download a concert's tickets as CSV", CsvExport::tickets),
      csv("scans.csv", "Download a concert's scans as CSV: the newest first", CsvExport::scans),
      csv("refunds.csv", "Download a concert's refunds as CSV: the newest first",
          CsvExport::refunds),
  };
}

}  // namespace admitone::api
