#include <string>

#include "core/scans.hpp"

namespace admitone::core {

Judgement judge(TicketStatus status, base::ConcertId ticket_concert,
                std::optional<base::ConcertId> gate, Presented presented, ScanType scan_type) {
  const auto refuse = [status](Reason reason) {
    return Judgement{Verdict::refused, reason, status};
  };
  const auto accept = [](TicketStatus after) {
    return Judgement{Verdict::accepted, Reason::ok, after};
  };
  if (presented == Presented::forged) return refuse(Reason::forged);
  if (presented == Presented::superseded) return refuse(Reason::superseded);
  if (gate && *gate != ticket_concert) return refuse(Reason::wrong_concert);
  if (status == TicketStatus::created) return refuse(Reason::not_sold);
  if (status == TicketStatus::refunded) return refuse(Reason::refunded);
  if (scan_type == ScanType::sale_confirmation) return accept(status);
  if (status == TicketStatus::attended) return refuse(Reason::already_admitted);
  return accept(scan_type == ScanType::attendance ? TicketStatus::attended
                                                  : TicketStatus::scanned_entry);
}

namespace {

/// " at Gate A by sam on 2026-11-23 at 20:14 UTC", or "" when there was no earlier scan.
std::string previous_text(const Scan& scan) {
  if (!scan.previous_scanned_at) return "";
  const std::string time = base::to_rfc3339(*scan.previous_scanned_at);
  std::string text;
  if (scan.previous_location) text += " at " + *scan.previous_location;
  if (scan.previous_scanned_by) text += " by " + *scan.previous_scanned_by;
  return text + " on " + time.substr(0, 10) + " at " + time.substr(11, 5) + " UTC";
}

std::string accepted_message(const Scan& scan) {
  switch (scan.scan_type) {
    case ScanType::attendance:
      return "Admitted.";
    case ScanType::entry_check:
      if (!scan.previous_scanned_at) return "Entry checked.";
      return "Entry checked again; before that" + previous_text(scan) + ".";
    case ScanType::sale_confirmation:
      return "This ticket is sold.";
  }
  throw std::logic_error("a scan has a type that is none");
}

}  // namespace

std::string message_of(const Scan& scan) {
  switch (scan.reason) {
    case Reason::ok:
      return accepted_message(scan);
    case Reason::already_admitted:
      return "Already admitted" + previous_text(scan) + ".";
    case Reason::not_sold:
      return "This ticket has not been sold.";
    case Reason::refunded:
      return "This ticket was refunded.";
    case Reason::superseded:
      return "This code was replaced by a newer one.";
    case Reason::wrong_concert:
      return "This ticket is for another concert.";
    case Reason::unknown_ticket:
      return "There is no such ticket.";
    case Reason::forged:
      return "This code is not genuine.";
  }
  throw std::logic_error("a scan has a reason that is none");
}

}  // namespace admitone::core
