#include "artefacts/csv_export.hpp"

#include "artefacts/csv_writer.hpp"
#include "base/enum_text.hpp"
#include "core/concerts.hpp"
#include "core/refunds.hpp"
#include "core/scans.hpp"
#include "core/tickets.hpp"

namespace admitone::artefacts {
namespace {

void write(CsvWriter& csv, const core::Ticket& ticket) {
  csv.number(ticket.id.value);
  csv.word(ticket.ticket_number);
  csv.number(ticket.serial);
  csv.text(ticket.tier);
  csv.word(base::to_text(ticket.status));
  csv.money(ticket.price, core::Currency::parse(ticket.currency));
  csv.word(ticket.currency);
  csv.text(ticket.buyer_name);
  csv.text(ticket.buyer_email);
  csv.text(ticket.reference);
  csv.time(ticket.sold_at);
  csv.time(ticket.created_at);
  csv.end_record();
}

CsvPage read_tickets(db::Transaction& transaction, base::ConcertId concert_id,
                     std::optional<std::int64_t> place) {
  CsvWriter csv;
  if (!place) {
    csv.header({"id", "ticket_number", "serial", "tier", "status", "price", "currency",
                "buyer_name", "buyer_email", "reference", "sold_at", "created_at"});
  }
  const auto tickets =
      core::list_tickets(transaction, concert_id, {}, place.value_or(0), csv_rows_at_once);
  for (const core::Ticket& ticket : tickets) write(csv, ticket);
  CsvPage page{csv.take(), {}};
  if (tickets.size() == csv_rows_at_once) page.next = tickets.back().serial;
  return page;
}

void write(CsvWriter& csv, const core::Scan& scan) {
  csv.number(scan.id.value);
  csv.time(scan.scanned_at);
  csv.word(base::to_text(scan.verdict));
  csv.word(base::to_text(scan.reason));
  csv.word(base::to_text(scan.scan_type));
  csv.text(scan.location);
  csv.text(scan.scanned_by);
  csv.word(scan.ticket_number.value_or(""));
  csv.number(scan.serial);
  csv.text(scan.tier);
  csv.word(scan.ticket_status ? base::to_text(*scan.ticket_status) : "");
  csv.text(scan.buyer_name);
  csv.time(scan.previous_scanned_at);
  csv.text(scan.previous_location);
  csv.text(scan.notes);
  csv.text(scan.scan_id);
  csv.end_record();
}

CsvPage read_scans(db::Transaction& transaction, base::ConcertId concert_id,
                   std::optional<std::int64_t> place) {
  CsvWriter csv;
  if (!place) {
    csv.header({"id", "scanned_at", "verdict", "reason", "scan_type", "location", "scanned_by",
                "ticket_number", "serial", "tier", "ticket_status", "buyer_name",
                "previous_scanned_at", "previous_location", "notes", "scan_id"});
  }
  std::optional<base::ScanId> before;
  if (place) before = base::ScanId{*place};
  const auto scans = core::list_scans_at(transaction, concert_id, before, csv_rows_at_once);
  for (const core::Scan& scan : scans) write(csv, scan);
  CsvPage page{csv.take(), {}};
  if (scans.size() == csv_rows_at_once) page.next = scans.back().id.value;
  return page;
}

void write(CsvWriter& csv, const core::Refund& refund) {
  csv.number(refund.id.value);
  csv.word(base::to_text(refund.status));
  csv.money(refund.amount, core::Currency::parse(refund.currency));
  csv.word(refund.currency);
  csv.text(refund.reason);
  csv.word(refund.ticket_number);
  csv.number(refund.serial);
  csv.text(refund.tier);
  csv.text(refund.buyer_name);
  csv.text(refund.requested_by);
  csv.time(refund.requested_at);
  csv.text(refund.decided_by);
  csv.time(refund.decided_at);
  csv.time(refund.completed_at);
  csv.text(refund.notes);
  csv.end_record();
}

CsvPage read_refunds(db::Transaction& transaction, base::ConcertId concert_id,
                     std::optional<std::int64_t> place) {
  CsvWriter csv;
  if (!place) {
    csv.header({"id", "status", "amount", "currency", "reason", "ticket_number", "serial", "tier",
                "buyer_name", "requested_by", "requested_at", "decided_by", "decided_at",
                "completed_at", "notes"});
  }
  std::optional<base::RefundId> before;
  if (place) before = base::RefundId{*place};
  const auto refunds = core::list_refunds_at(transaction, concert_id, before, csv_rows_at_once);
  for (const core::Refund& refund : refunds) write(csv, refund);
  CsvPage page{csv.take(), {}};
  if (refunds.size() == csv_rows_at_once) page.next = refunds.back().id.value;
  return page;
}

}  // namespace

CsvPage read_csv_page(db::Transaction& transaction, CsvExport what, base::ConcertId concert_id,
                      std::optional<std::int64_t> place) {
  switch (what) {
    case CsvExport::tickets:
      return read_tickets(transaction, concert_id, place);
    case CsvExport::scans:
      return read_scans(transaction, concert_id, place);
    case CsvExport::refunds:
      return read_refunds(transaction, concert_id, place);
  }
  throw std::logic_error("there is no such export");
}

std::string file_name_of(CsvExport what, base::ConcertId concert_id) {
  return std::string(base::to_text(what)) + "-" + std::to_string(concert_id.value) + ".csv";
}

}  // namespace admitone::artefacts
