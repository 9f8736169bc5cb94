// What is wrong with rows that come from elsewhere, and what they leave open.

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/enum_text.hpp"
#include "base/password.hpp"
#include "base/refusal.hpp"
#include "base/text.hpp"
#include "core/concerts.hpp"
#include "core/imports.hpp"
#include "core/moved_house.hpp"
#include "core/refunds.hpp"
#include "core/scans.hpp"
#include "core/transfers.hpp"
#include "core/users.hpp"

namespace admitone::core {

namespace {

constexpr std::int64_t concert_id_max = 0xFFFF'FFFF;  // what a code has room for

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
  return std::ranges::any_of(words, [&](const char* each) { return word == each; });
}

std::string quoted(const std::string& text) { return "\"" + text.substr(0, 100) + "\""; }

class Check {
 public:
  Check(MovedHouse& house, const MoveDefaults& defaults) : house_(house), defaults_(defaults) {}

  std::vector<MoveProblem> run() {
    users();
    concerts();
    tickets();
    serials();
    scans();
    admissions();
    refunds();
    transfers();
    return std::move(problems_);
  }

 private:
  // --- what is said of a row ----------------------------------------------------------------

  void begin(const char* table, std::int64_t id) {
    table_ = table;
    id_ = id;
    require(id > 0, "has an id that is not a positive number");
  }

  void require(bool holds, const std::string& otherwise) {
    if (!holds) problems_.push_back({table_, id_, otherwise});
  }

  /// Leaves the one spelling of the value in `text`.
  template <class Value>
  void settle(std::string& text, const char* column) {
    try {
      text = Value::parse(text).text();
    } catch (const base::BadValue& bad) {
      require(false, std::string("has a ") + column + " that cannot be kept: it " + bad.what());
    }
  }
  /// A text that is empty is none.
  template <class Value>
  void settle(std::optional<std::string>& text, const char* column) {
    if (text && text->empty()) text.reset();
    if (text) settle<Value>(*text, column);
  }

  template <base::DescribedEnum E>
  void require_word(const std::string& word, const char* column) {
    if (!base::from_text<E>(word)) complain_of_word(word, column);
  }
  void complain_of_word(const std::string& word, const std::string& column) {
    require(false, "has a " + column + " that there is not: " + quoted(word));
  }

  void require_user(std::optional<std::int64_t> id, const char* column) {
    require(!id || users_.contains(*id), std::string("has a ") + column + ", " +
                                             std::to_string(id.value_or(0)) +
                                             ", that is no user's");
  }

  /// The ticket that a row names, if there is one.
  MovedTicket* ticket_of(std::int64_t id) {
    const auto found = tickets_.find(id);
    require(found != tickets_.end(),
            "has a ticket_id, " + std::to_string(id) + ", that is no ticket's");
    return found == tickets_.end() ? nullptr : &house_.tickets[found->second];
  }

  std::optional<std::int64_t> minor_units(const std::optional<std::string>& amount,
                                          std::int64_t concert_id, const char* column) {
    const auto currency = currencies_.find(concert_id);
    const bool is_known = currency != currencies_.end() && !currency->second.text().empty();
    if (!amount || !is_known) return std::nullopt;
    try {
      return Money::parse(*amount).minor_units(currency->second, "");
    } catch (const base::BadValue&) {
    } catch (const base::Refusal&) {
    }
    require(false, std::string("has a ") + column +
                       " that is no amount of its currency: " + quoted(*amount));
    return std::nullopt;
  }

  // --- table by table -----------------------------------------------------------------------

  void users() {
    std::unordered_set<std::string> names;
    std::unordered_set<std::string> addresses;
    for (MovedUser& user : house_.users) {
      begin("users", user.id);
      settle<Username>(user.username, "username");
      settle<Email>(user.email, "email");
      require_word<Role>(user.role, "role");
      require(base::is_password_hash(user.password_hash), "has a password that is no bcrypt hash");
      require(names.insert(base::folded(user.username)).second,
              "has the username of another one: " + quoted(user.username));
      require(addresses.insert(base::folded(user.email)).second,
              "has the email of another one: " + quoted(user.email));
      users_.insert(user.id);
    }
  }

  void concerts() {
    for (MovedConcert& concert : house_.concerts) {
      begin("concerts", concert.id);
      require(concert.id <= concert_id_max, "has an id too large for a code");
      settle<base::Name>(concert.name, "name");
      settle<base::Name>(concert.venue, "venue");
      settle<base::Notes>(concert.description, "description");
      if (concert.timezone.empty()) concert.timezone = defaults_.timezone;
      settle<Timezone>(concert.timezone, "timezone");
      if (concert.currency.empty()) concert.currency = defaults_.currency;
      settle<Currency>(concert.currency, "currency");
      require(concert.date.has_value(), "has no date");
      require(concert.capacity.value_or(1) > 0, "has a capacity that is not positive");
      currencies_[concert.id] = known_currency(concert.currency);
    }
  }

  /// An empty one where the code is none, which was said already.
  static Currency known_currency(const std::string& code) {
    try {
      return Currency::parse(code);
    } catch (const base::BadValue&) {
      return {};
    }
  }

  void tickets() {
    std::unordered_set<std::string> numbers;
    std::unordered_map<std::int64_t, std::int64_t> totals;
    for (std::size_t place = 0; place < house_.tickets.size(); ++place) {
      MovedTicket& ticket = house_.tickets[place];
      begin("tickets", ticket.id);
      tickets_.emplace(ticket.id, place);
      require(currencies_.contains(ticket.concert_id),
              "has a concert_id, " + std::to_string(ticket.concert_id) + ", that is no concert's");
      settle<PrintedNumber>(ticket.ticket_number, "ticket_number");
      require(numbers.insert(ticket.ticket_number).second,
              "has the ticket_number of another one: " + quoted(ticket.ticket_number));
      require_word<TicketStatus>(ticket.status, "status");
      settle<base::Name>(ticket.tier, "tier");
      settle<base::Name>(ticket.buyer_name, "buyer_name");
      settle<Email>(ticket.buyer_email, "buyer_email");
      require_user(ticket.original_buyer_id, "original_buyer_id");
      require_user(ticket.current_holder_id, "current_holder_id");
      ticket.minor_units = minor_units(ticket.price, ticket.concert_id, "price");
      std::int64_t& total = totals[ticket.concert_id];
      total = std::min(total + ticket.minor_units.value_or(0), import_total_max + 1);
      require(total <= import_total_max, "has a price that is too much, with those before it");
      ticket.buyer_search =
          buyer_search(ticket.buyer_name.value_or(""),
                       ticket.buyer_email.value_or("") + " " + ticket.ticket_number);
    }
  }

  /// Tickets without a serial get the next ones of their concert.
  void serials() {
    std::unordered_map<std::int64_t, std::set<std::int64_t>> taken;
    for (const MovedTicket& ticket : house_.tickets) {
      if (!ticket.serial) continue;
      begin("tickets", ticket.id);
      require(*ticket.serial > 0, "has a serial that is not a positive number");
      require(taken[ticket.concert_id].insert(*ticket.serial).second,
              "has the serial of another one: " + std::to_string(*ticket.serial));
    }
    for (MovedTicket& ticket : house_.tickets) {
      if (ticket.serial) continue;
      auto& serials = taken[ticket.concert_id];
      ticket.serial = serials.empty() ? 1 : *serials.rbegin() + 1;
      serials.insert(*ticket.serial);
    }
    for (const MovedConcert& concert : house_.concerts) {
      const auto& serials = taken[concert.id];
      const std::int64_t last = serials.empty() ? 0 : *serials.rbegin();
      begin("concerts", concert.id);
      require(last <= concert.capacity.value_or(last),
              "has a capacity of " + std::to_string(concert.capacity.value_or(0)) +
                  " and a ticket with the serial " + std::to_string(last));
    }
  }

  void scans() {
    std::ranges::sort(house_.scans, [](const MovedScan& left, const MovedScan& right) {
      return std::pair(left.scanned_at, left.id) < std::pair(right.scanned_at, right.id);
    });
    std::unordered_set<std::string> scan_ids;
    for (std::size_t place = 0; place < house_.scans.size(); ++place) {
      MovedScan& scan = house_.scans[place];
      begin("scans", scan.id);
      if (!scan.scan_id) scan.scan_id = "moved-" + std::to_string(scan.id);
      require(scan_ids.insert(*scan.scan_id).second,
              "has the scan_id of another one: " + quoted(*scan.scan_id));
      require_word<ScanType>(scan.scan_type, "scan_type");
      require_user(scan.scanned_by_user_id, "scanned_by_user_id");
      require(scan.scanned_at.has_value(), "has no scanned_at");
      settle<base::Location>(scan.location, "location");
      settle<base::Notes>(scan.notes, "notes");
      require(!scan.concert_id || currencies_.contains(*scan.concert_id),
              "has a concert_id that is no concert's");
      MovedTicket* ticket = scan.ticket_id ? ticket_of(*scan.ticket_id) : nullptr;
      if (ticket != nullptr && !scan.concert_id) scan.concert_id = ticket->concert_id;
      settle_verdict(scan, ticket);
      if (ticket != nullptr) follow(scan, *ticket, place);
    }
  }

  /// A database that keeps no verdicts has recorded whom it let in: the first time counts.
  void settle_verdict(MovedScan& scan, const MovedTicket* ticket) {
    const bool was_admitted = ticket != nullptr && admitted_by_.contains(ticket->id);
    const bool is_attendance = scan.scan_type == "attendance";
    if (scan.verdict.empty()) {
      const bool is_refused = ticket == nullptr || (is_attendance && was_admitted);
      scan.verdict = is_refused ? "refused" : "accepted";
    }
    require_word<Verdict>(scan.verdict, "verdict");
    const bool is_accepted = scan.verdict == "accepted";
    if (scan.reason.empty()) {
      scan.reason = is_accepted         ? "ok"
                    : ticket == nullptr ? "unknown_ticket"
                    : was_admitted      ? "already_admitted"
                                        : "not_sold";
    }
    require_word<Reason>(scan.reason, "reason");
    require(is_accepted == (scan.reason == "ok"), "has a reason that does not fit its verdict");
    require(!is_accepted || ticket != nullptr, "is accepted, and has no ticket");
    if (!is_accepted || !is_attendance || ticket == nullptr) return;
    const auto [first, is_first] = admitted_by_.emplace(ticket->id, scan.id);
    require(is_first, "admits ticket " + std::to_string(ticket->id) +
                          " a second time, after scan " + std::to_string(first->second));
  }

  /// What the scan did to its ticket, and which scan had used it before.
  void follow(MovedScan& scan, MovedTicket& ticket, std::size_t place) const {
    scan.previous = ticket.last_use;
    const bool is_used = scan.verdict == "accepted" && scan.scan_type != "sale_confirmation";
    if (is_used) {
      ticket.last_use = place;
      scan.ticket_status = scan.scan_type == "attendance" ? "attended" : "scanned_entry";
    } else if (scan.previous) {
      scan.ticket_status = house_.scans[*scan.previous].ticket_status;
    } else {
      const bool is_used_later = is_one_of(ticket.status, {"attended", "scanned_entry"});
      scan.ticket_status = is_used_later ? "sold" : ticket.status;
    }
  }

  void admissions() {
    for (const MovedTicket& ticket : house_.tickets) {
      const auto scan = admitted_by_.find(ticket.id);
      if (scan == admitted_by_.end()) continue;
      begin("tickets", ticket.id);
      require(is_one_of(ticket.status, {"attended", "refunded"}),
              "is " + ticket.status + " although scan " + std::to_string(scan->second) +
                  " admitted it");
    }
  }

  /// A ticket waits for one thing at a time, and only while it can still be used.
  void require_may_wait(MovedTicket& ticket, const char* what) {
    require(!ticket.pending, "is pending beside a pending " + ticket.pending.value_or("") +
                                 " of ticket " + std::to_string(ticket.id));
    require(is_one_of(ticket.status, {"sold", "transferred"}),
            "is pending, and its ticket is " + ticket.status);
    ticket.pending = what;
  }

  void refunds() {
    for (MovedRefund& refund : house_.refunds) {
      begin("refunds", refund.id);
      require_word<RefundStatus>(refund.status, "status");
      require_user(refund.requested_by_user_id, "requested_by_user_id");
      require_user(refund.decided_by_user_id, "decided_by_user_id");
      settle<base::Notes>(refund.reason, "reason");
      settle<base::Notes>(refund.notes, "notes");
      MovedTicket* ticket = ticket_of(refund.ticket_id);
      if (ticket == nullptr) continue;
      const auto amount = minor_units(refund.amount, ticket->concert_id, "amount");
      refund.minor_units = refund.amount ? amount.value_or(0) : ticket->minor_units.value_or(0);
      require(refund.minor_units <= ticket->minor_units.value_or(refund.minor_units),
              "has an amount larger than its ticket's price");
      if (refund.status == "pending") require_may_wait(*ticket, "refund");
    }
  }

  void transfers() {
    for (MovedTransfer& transfer : house_.transfers) {
      begin("transfers", transfer.id);
      require_word<TransferStatus>(transfer.status, "status");
      require_user(transfer.from_user_id, "from_user_id");
      require_user(transfer.to_user_id, "to_user_id");
      settle<Email>(transfer.to_email, "to_email");
      settle<base::Notes>(transfer.notes, "notes");
      MovedTicket* ticket = ticket_of(transfer.ticket_id);
      if (ticket == nullptr || transfer.status != "pending") continue;
      if (transfer.to_user_id) transfer.to_email.reset();
      require(transfer.to_user_id || transfer.to_email, "is pending, and goes to nobody");
      require_may_wait(*ticket, "transfer");
    }
  }

  MovedHouse& house_;
  const MoveDefaults& defaults_;
  const char* table_ = "";
  std::int64_t id_ = 0;
  std::vector<MoveProblem> problems_;
  std::unordered_set<std::int64_t> users_;
  std::unordered_map<std::int64_t, Currency> currencies_;       ///< by concert
  std::unordered_map<std::int64_t, std::size_t> tickets_;       ///< id -> place
  std::unordered_map<std::int64_t, std::int64_t> admitted_by_;  ///< ticket -> scan
};

}  // namespace

std::vector<MoveProblem> check_moved_house(MovedHouse& house, const MoveDefaults& defaults) {
  return Check(house, defaults).run();
}

}  // namespace admitone::core
