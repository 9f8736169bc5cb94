#include <algorithm>
#include <cstdio>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "load/api.hpp"
#include "load/measurement.hpp"
#include "load/phases.hpp"
#include "load/prepared_tickets.hpp"
#include "support/scan_ids.hpp"

namespace admitone::bench {

namespace {

namespace json = boost::json;

constexpr std::size_t one_repeated_of = 20;
constexpr std::size_t gate_count = 4;

/// Which ticket each scan is of: all of them once and a twentieth of them twice, shuffled.
std::vector<std::uint32_t> scan_order(std::size_t ticket_count, std::uint64_t seed) {
  std::vector<std::uint32_t> order(ticket_count);
  for (std::uint32_t index = 0; auto& entry : order) entry = index++;
  std::mt19937_64 random(seed);
  std::ranges::shuffle(order, random);
  const std::vector<std::uint32_t> repeated(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(ticket_count / one_repeated_of));
  order.insert(order.end(), repeated.begin(), repeated.end());
  std::ranges::shuffle(order, random);
  return order;
}

/// The text of the answer's first member of that name: the verdict's own members come before those
/// of the ticket, so that no whole document needs to be parsed under load.
std::string_view text_member(std::string_view body, std::string_view quoted_name) {
  const std::size_t at = body.find(quoted_name);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = body.substr(at + quoted_name.size());
  return rest.substr(0, rest.find('"'));
}

class Scans final : public Workload {
 public:
  Scans(const Api& api, PreparedTickets tickets, std::uint64_t seed)
      : tickets_(std::move(tickets)), order_(scan_order(tickets_.codes.size(), seed)) {
    // Written with a body of no use, so that only what stands before its length is kept.
    constexpr std::string_view length = "Content-Length: ";
    head_ = format_request("POST", "/api/scans/", api.address(), api.token(), "{}");
    head_.resize(head_.find(length) + length.size());
    middle_ = R"(","scan_type":"attendance","concert_id":)" + std::to_string(tickets_.concert_id) +
              R"(,"location":"Gate )";
  }

  std::size_t request_count() const override { return order_.size(); }

  void write(std::size_t number, std::string& request) override {
    body_ = R"({"code":")";
    body_.append(tickets_.codes[order_[number]]).append(middle_);
    body_ += static_cast<char>('A' + number % gate_count);
    body_ += R"(","scan_id":")";
    scan_ids_.append(body_, number);
    body_ += R"("})";
    request.append(head_).append(std::to_string(body_.size())).append("\r\n\r\n").append(body_);
  }

  bool take(const Reply& reply) override {
    if (reply.status != 201) return false;
    if (text_member(reply.body, R"("verdict":")") == "accepted") {
      ++accepted_;
    } else {
      ++refused_[std::string(text_member(reply.body, R"("reason":")"))];
    }
    return true;
  }

  std::int64_t ticket_count() const { return static_cast<std::int64_t>(tickets_.codes.size()); }
  std::int64_t repeated_count() const {
    return static_cast<std::int64_t>(order_.size()) - ticket_count();
  }
  std::int64_t accepted() const { return accepted_; }
  const std::map<std::string, std::int64_t>& refused() const { return refused_; }

 private:
  const PreparedTickets tickets_;
  const std::vector<std::uint32_t> order_;
  const ScanIds scan_ids_;
  std::string head_;
  std::string middle_;
  std::string body_;
  std::int64_t accepted_ = 0;
  std::map<std::string, std::int64_t> refused_;
};

/// What the server itself counts.
struct Books {
  std::int64_t attended = 0;
  std::int64_t accepted_at_gates = 0;
  std::int64_t refused_at_gates = 0;
  std::optional<std::int64_t> transactions =
      std::nullopt;  ///< nothing where the server does not tell
};

/// Of a line "name value" in Prometheus' text format.
std::int64_t metric(const std::string& text, const std::string& name) {
  const std::size_t at = text.find("\n" + name + " ");
  return at == std::string::npos ? 0 : std::stoll(text.substr(at + name.size() + 2));
}

Books read_books(Api& api, std::int64_t concert_id) {
  const json::value counts =
      api.get("/api/scans/concert/" + std::to_string(concert_id) + "/attendance");
  Books books{.attended = counts.at("attended").as_int64()};
  for (const json::value& gate : counts.at("by_location").as_array()) {
    books.accepted_at_gates += gate.at("accepted").as_int64();
    books.refused_at_gates += gate.at("refused").as_int64();
  }
  // Servers that are compared with ours have no such page.
  const auto metrics = api.find_text("/metrics");
  if (metrics) books.transactions = metric(*metrics, "admitone_batch_scans_count");
  return books;
}

/// Whether two counts are the same; complains when they are not.
bool agree(const char* what, std::int64_t count, std::int64_t expected) {
  if (count != expected) {
    std::fprintf(stderr, "  DISAGREES: %s: %lld instead of %lld\n", what,
                 static_cast<long long>(count), static_cast<long long>(expected));
  }
  return count == expected;
}

std::int64_t already_admitted(const Scans& scans) {
  const auto found = scans.refused().find("already_admitted");
  return found == scans.refused().end() ? 0 : found->second;
}

bool verdicts_agree(const Scans& scans, const Outcome& outcome) {
  bool all = agree("errors", outcome.error_count(), 0);
  all &= agree("accepted, as told", scans.accepted(), scans.ticket_count());
  all &= agree("already_admitted, as told", already_admitted(scans), scans.repeated_count());
  return all;
}

bool books_agree(const Scans& scans, const Books& before, const Books& after) {
  bool all = agree("attended, as counted", after.attended - before.attended, scans.accepted());
  all &= agree("accepted at the gates, as counted",
               after.accepted_at_gates - before.accepted_at_gates, scans.accepted());
  all &= agree("refused at the gates, as counted", after.refused_at_gates - before.refused_at_gates,
               already_admitted(scans));
  return all;
}

/// The prepared tickets that are this run's to scan.
PreparedTickets tickets_to_scan(const Options& options) {
  PreparedTickets tickets = load_prepared(options.prepared);
  auto& codes = tickets.codes;
  if (options.first >= codes.size()) {
    throw std::runtime_error("--first passes over all " + std::to_string(codes.size()) +
                             " prepared tickets");
  }
  codes.erase(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(options.first));
  if (options.tickets < codes.size()) codes.resize(options.tickets);
  return tickets;
}

}  // namespace

bool scan(const Options& options, Report& report) {
  PreparedTickets tickets = tickets_to_scan(options);
  const std::int64_t concert_id = tickets.concert_id;
  Api api(options);
  Scans scans(api, std::move(tickets), options.seed);
  const Books before = read_books(api, concert_id);
  const Outcome outcome = measure(options, scans, "scans", report);
  const Books after = read_books(api, concert_id);
  bool is_right = verdicts_agree(scans, outcome);
  if (!options.is_shared) is_right &= books_agree(scans, before, after);
  report.add("tickets", scans.ticket_count());
  report.add("accepted", scans.accepted());
  report.add("refused", scans.refused());
  report.add("admissions_per_second", static_cast<double>(scans.accepted()) / outcome.duration_s,
             1);
  report.add("attended", after.attended);
  if (before.transactions && after.transactions) {
    report.add("transactions", *after.transactions - *before.transactions);
  }
  report.add("counts", is_right ? "agree" : "disagree");
  return is_right;
}

}  // namespace admitone::bench
