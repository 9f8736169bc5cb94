#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "load/api.hpp"
#include "load/measurement.hpp"
#include "load/phases.hpp"
#include "load/prepared_tickets.hpp"
#include "load/progress.hpp"

namespace admitone::bench {

namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t created_max = 100'000;
constexpr std::size_t page_tickets = 500;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::int64_t add_concert(Api& api) {
  const json::object concert{{"name", "A full house"},
                             {"date", "2030-06-18T20:00:00+02:00"},
                             {"venue", "The bench"},
                             {"timezone", "Europe/Berlin"},
                             {"currency", "EUR"}};
  return api.post("/api/concerts/", concert, 201).at("id").as_int64();
}

void create_tickets(Api& api, std::int64_t concert_id, std::size_t count) {
  const std::string path = "/api/tickets/create/" + std::to_string(concert_id);
  Progress progress("tickets created", count);
  for (std::size_t created = 0; created < count;) {
    const std::size_t quantity = std::min(count - created, created_max);
    api.post(path, json::object{{"quantity", quantity}, {"price", "49.50"}}, 201);
    created += quantity;
    progress.finish(created);
  }
}

struct Listed {
  std::vector<std::int64_t> ids;
  PreparedTickets tickets;
};

Listed list_tickets(Api& api, std::int64_t concert_id, std::size_t count) {
  const std::string path = "/api/tickets/concert/" + std::to_string(concert_id) +
                           "?limit=" + std::to_string(page_tickets);
  Listed listed{{}, {concert_id, {}}};
  Progress progress("tickets listed", count);
  std::string cursor;
  do {
    const json::value page = api.get(path + cursor);
    for (const json::value& ticket : page.at("items").as_array()) {
      listed.ids.push_back(ticket.at("id").as_int64());
      listed.tickets.codes.emplace_back(ticket.at("qr_code_data").as_string());
    }
    const json::value& next = page.at("next_cursor");
    cursor = next.is_null() ? "" : "&cursor=" + std::string(next.as_string());
    progress.show(listed.ids.size());
  } while (!cursor.empty());
  progress.finish(listed.ids.size());
  if (listed.ids.size() != count) throw std::runtime_error("the list is not whole");
  return listed;
}

class Sales final : public Workload {
 public:
  Sales(const Api& api, const std::vector<std::int64_t>& ids) : api_(api), ids_(ids) {}

  std::size_t request_count() const override { return ids_.size(); }

  void write(std::size_t number, std::string& request) override {
    const std::string buyer = std::to_string(number);
    request = format_request("POST", "/api/tickets/" + std::to_string(ids_[number]) + "/mark-sold",
                             api_.address(), api_.token(),
                             R"({"buyer_name":"Buyer )" + buyer + R"(","buyer_email":"buyer)" +
                                 buyer + R"(@example.org"})");
  }

  bool take(const Reply& reply) override { return reply.status == 200; }

 private:
  const Api& api_;
  const std::vector<std::int64_t>& ids_;
};

}  // namespace

bool prepare(const Options& options, Report& report) {
  Api api(options);
  const std::int64_t concert_id = add_concert(api);
  const Clock::time_point start = Clock::now();
  create_tickets(api, concert_id, options.tickets);
  report.add("create_s", seconds_since(start), 2);
  const Clock::time_point created = Clock::now();
  const Listed listed = list_tickets(api, concert_id, options.tickets);
  report.add("list_s", seconds_since(created), 2);
  Sales sales(api, listed.ids);
  const Outcome outcome = measure(options, sales, "tickets sold", report);
  save(listed.tickets, options.prepared);
  return outcome.error_count() == 0;
}

}  // namespace admitone::bench
