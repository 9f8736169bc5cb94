#include "api/scans.hpp"

#include <algorithm>

#include "api/endpoints.hpp"
#include "api/optional_text.hpp"
#include "api/page.hpp"
#include "base/random.hpp"
#include "base/refusal.hpp"
#include "core/concerts.hpp"

namespace admitone::api {

/// The client's own name for one attempt: 8 to 64 url-safe characters.
class ClientScanId {
 public:
  static constexpr base::TextRules rules{.length_min = 8,
                                         .length_max = 64,
                                         .pattern = "^[A-Za-z0-9._~-]{8,64}$",
                                         .example = "0b54b1f2-6f0e-4d53-9a5e-4a1d8f0f7c11"};
  ClientScanId() = default;  ///< empty until decoded into
  static ClientScanId parse(std::string_view text) {
    if (text.size() < rules.length_min || text.size() > rules.length_max ||
        !std::ranges::all_of(text, is_allowed)) {
      throw base::BadValue("must have 8 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
    }
    ClientScanId id;
    id.text_ = text;
    return id;
  }
  const std::string& text() const { return text_; }

 private:
  static bool is_allowed(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '~' || c == '-';
  }

  std::string text_;
};

/// What was read or typed at the gate. Anything is a scan, also what is no code of ours: it is
/// refused and recorded.
struct GateTextTag {
  static constexpr base::TextRules rules{.length_min = 1, .length_max = 500};
  static constexpr bool lines = true;
};
using GateText = base::Text<GateTextTag>;

struct ScanRequest {
  std::optional<GateText> code;
  std::optional<GateText> ticket_number;
  core::ScanType scan_type;
  std::optional<base::ConcertId> concert_id;
  std::optional<base::Location> location;
  std::optional<base::Notes> notes;
  std::optional<ClientScanId> scan_id;
};
BOOST_DESCRIBE_STRUCT(ScanRequest, (),
                      (code, ticket_number, scan_type, concert_id, location, notes, scan_id))

struct ArrivalsInMinute {
  base::Timestamp minute;
  std::int64_t admitted;
};
BOOST_DESCRIBE_STRUCT(ArrivalsInMinute, (), (minute, admitted))

struct Arrivals {
  base::ConcertId concert_id;
  std::vector<ArrivalsInMinute> minutes;  ///< those in which somebody was admitted, oldest first
};
BOOST_DESCRIBE_STRUCT(Arrivals, (), (concert_id, minutes))

namespace {

core::ScanAttempt attempt_of(const ScanRequest& in, const Call& call) {
  if (in.code.has_value() == in.ticket_number.has_value()) {
    const char* which = in.code ? "cannot be given together with ticket_number"
                                : "is required, unless ticket_number is given";
    throw base::invalid_field("/code", which);
  }
  return {.scan_id = in.scan_id ? in.scan_id->text() : base::random_uuid(),
          .code = text_of(in.code),
          .ticket_number = text_of(in.ticket_number),
          .scan_type = in.scan_type,
          .concert_id = in.concert_id,
          .location = text_of(in.location),
          .notes = text_of(in.notes),
          .scanned_by = call.user().id,
          .scanned_at = call.now};
}

boost::asio::awaitable<WithStatus<Scan>> scan(Call& call, ScanRequest in) {
  auto begin = [&call, attempt = attempt_of(in, call)](auto finish) {
    call.rooms.turnstile.submit(attempt, [finish](core::ScanOutcome judged) mutable {
      finish(nullptr, std::move(judged));
    });
  };
  core::ScanOutcome outcome = co_await base::wait_for<core::ScanOutcome>(begin);
  if (const auto* failure = std::get_if<std::exception_ptr>(&outcome)) {
    std::rethrow_exception(*failure);
  }
  const auto& recorded = std::get<core::Recorded>(outcome);
  if (!recorded.is_replay) call.rooms.feed.wake();
  co_return WithStatus<Scan>{present(recorded.scan),
                             recorded.is_replay ? http::Status::ok : http::Status::created};
}

Page<Scan> history(Call& call, db::Transaction& transaction, const PageQuery& query) {
  const auto ticket_id = call.path<base::TicketId>("ticket_id");
  if (!core::find_ticket(transaction, ticket_id)) throw base::not_found("There is no such ticket.");
  const std::int64_t limit = row_limit(query.limit);
  const base::ScanId after{query.cursor ? query.cursor->row() : 0};
  return make_page(
      core::list_scans_of(transaction, ticket_id, after, limit + 1), limit,
      [](const core::Scan& row) { return present(row); },
      [](const core::Scan& row) { return row.id.value; });
}

Page<Scan> list_of_concert(Call& call, db::Transaction& transaction, const PageQuery& query) {
  const auto concert_id = call.path<base::ConcertId>("concert_id");
  core::get_concert(transaction, concert_id);
  std::optional<base::ScanId> before;
  if (query.cursor) before = base::ScanId{query.cursor->row()};
  const std::int64_t limit = row_limit(query.limit);
  return make_page(
      core::list_scans_at(transaction, concert_id, before, limit + 1), limit,
      [](const core::Scan& row) { return present(row); },
      [](const core::Scan& row) { return row.id.value; });
}

constexpr std::chrono::hours arrivals_kept{24};

Arrivals arrivals(Call& call, db::Transaction& transaction, const Nothing&) {
  const auto concert_id = call.path<base::ConcertId>("concert_id");
  core::get_concert(transaction, concert_id);
  Arrivals out{concert_id, {}};
  for (const core::Arrivals& row :
       core::list_arrivals(transaction, concert_id, call.now - arrivals_kept)) {
    out.minutes.push_back({row.minute, row.admitted});
  }
  return out;
}

Attendance attendance(Call& call, db::Transaction& transaction, const Nothing&) {
  return present(core::get_attendance(transaction, call.path<base::ConcertId>("concert_id")));
}

}  // namespace

Scan present(const core::Scan& scan) {
  Scan out{.id = scan.id,
           .scan_id = scan.scan_id,
           .ticket_id = scan.ticket_id,
           .concert_id = scan.concert_id,
           .scan_type = scan.scan_type,
           .verdict = scan.verdict,
           .reason = scan.reason,
           .message = core::message_of(scan),
           .scanned_by_user_id = scan.scanned_by_user_id,
           .location = scan.location,
           .notes = scan.notes,
           .scanned_at = scan.scanned_at,
           .ticket = {},
           .previous = {}};
  if (scan.ticket_number && scan.serial && scan.ticket_status) {
    out.ticket = TicketSummary{*scan.ticket_number, *scan.serial, scan.tier, *scan.ticket_status,
                               scan.buyer_name};
  }
  if (scan.previous_scanned_at) {
    out.previous = PreviousScan{*scan.previous_scanned_at, scan.previous_location,
                                scan.previous_scanned_by.value_or("")};
  }
  return out;
}

Attendance present(const core::Attendance& attendance) {
  const std::int64_t sold = attendance.ever_sold_and_not_refunded();
  Attendance out{
      .concert_id = attendance.concert_id,
      .total = attendance.total(),
      .created = attendance.created,
      .sold = sold,
      .scanned_entry = attendance.scanned_entry,
      .attended = attendance.attended,
      .refunded = attendance.refunded,
      .transferred = attendance.transferred,
      .attendance_rate =
          sold == 0 ? 0.0 : static_cast<double>(attendance.attended) / static_cast<double>(sold),
      .revenue = core::Money::of(attendance.revenue, core::Currency::parse(attendance.currency)),
      .by_location = {}};
  for (const core::LocationCount& count : attendance.by_location) {
    LocationCount row{std::nullopt, count.accepted, count.refused, count.last_scanned_at};
    if (!count.location.empty()) row.location = count.location;
    out.by_location.push_back(std::move(row));
  }
  return out;
}

Endpoints scan_endpoints() {
  Endpoint scan_ticket =
      post("/api/scans", Who::scanners, "Scan a ticket", awaits(&scan), http::Status::created);
  scan_ticket.document.also_ok = "The same scan_id was judged before: the stored verdict.";
  return {
      std::move(scan_ticket),
      get("/api/scans/ticket/{ticket_id}", Who::scanners, "A ticket's scans", reads(&history)),
      get("/api/scans/concert/{concert_id}", Who::scanners, "A concert's scans: the newest first",
          reads(&list_of_concert)),
      get("/api/scans/concert/{concert_id}/arrivals", Who::scanners,
          "Admissions by the minute, in the last 24 hours", reads(&arrivals)),
      get("/api/scans/concert/{concert_id}/attendance", Who::scanners, "A concert's counts",
          reads(&attendance)),
  };
}

}  // namespace admitone::api
