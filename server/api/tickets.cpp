#include "api/tickets.hpp"

#include <chrono>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "api/endpoints.hpp"
#include "api/journal.hpp"
#include "api/optional_text.hpp"
#include "api/page.hpp"
#include "base/log.hpp"
#include "base/priority.hpp"
#include "base/refusal.hpp"
#include "core/concerts.hpp"
#include "core/ticket_orders.hpp"

namespace admitone::api {

struct CreateTicketsRequest {
  base::Ranged<1, core::tickets_created_max> quantity;
  std::optional<core::Money> price;
  std::optional<base::Name> tier;
};
BOOST_DESCRIBE_STRUCT(CreateTicketsRequest, (), (quantity, price, tier))

struct CreatedTickets {
  base::ConcertId concert_id;
  std::int64_t created;
  std::int64_t first_serial;
  std::int64_t last_serial;
  std::vector<Ticket> tickets;
};
BOOST_DESCRIBE_STRUCT(CreatedTickets, (), (concert_id, created, first_serial, last_serial, tickets))

struct SaleRequest {
  std::optional<base::Name> buyer_name;
  std::optional<core::Email> buyer_email;
  std::optional<core::Money> price;
  std::optional<core::Username> holder_username;
};
BOOST_DESCRIBE_STRUCT(SaleRequest, (), (buyer_name, buyer_email, price, holder_username))

/// What a person may present as a code: the text of a QR, or a ticket number.
struct PresentedTag {
  static constexpr base::TextRules rules{
      .length_min = 1, .length_max = 500, .example = "K7QM-2X9D-4HTR"};
  static constexpr bool lines = false;
};
using PresentedCode = base::Text<PresentedTag>;

struct ClaimRequest {
  PresentedCode code;
};
BOOST_DESCRIBE_STRUCT(ClaimRequest, (), (code))

struct FindRequest {
  PresentedCode code;
};
BOOST_DESCRIBE_STRUCT(FindRequest, (), (code))

struct TicketQuery {
  std::optional<core::TicketStatus> status;
  std::optional<base::Name> q;
  std::optional<Cursor> cursor;
  std::optional<PageLimit> limit;
};
BOOST_DESCRIBE_STRUCT(TicketQuery, (), (status, q, cursor, limit))

namespace {

base::Refusal no_such_ticket() { return base::not_found("There is no such ticket."); }

/// The ticket for somebody who may see it; to all others it does not exist.
Ticket show(const std::optional<core::Ticket>& ticket, const core::User& viewer) {
  if (!ticket) throw no_such_ticket();
  if (viewer.role == core::Role::viewer && ticket->current_holder_id != viewer.id) {
    throw no_such_ticket();
  }
  return present(*ticket, viewer);
}

Ticket show_by_id(Call& call, db::Transaction& transaction, const Nothing&) {
  return show(core::find_ticket(transaction, call.path<base::TicketId>("id")), call.user());
}

Ticket show_by_number(Call& call, db::Transaction& transaction, const Nothing&) {
  return show(core::find_ticket(transaction, call.path<core::PrintedNumber>("number")),
              call.user());
}

/// The creation, or the import, is told once for many tickets; here it begins the ticket's own
/// history.
Fact creation_of(const core::Ticket& ticket) {
  const bool is_imported = ticket.sold_at == ticket.created_at;
  return {.number = 0,
          .at = ticket.created_at,
          .kind = is_imported ? "ticket.imported" : "ticket.created",
          .actor_user_id = {},
          .actor = {},
          .concert_id = ticket.concert_id,
          .ticket_id = ticket.id,
          .subject_id = {},
          .detail = (is_imported ? "Imported as number " : "Created as number ") +
                    std::to_string(ticket.serial)};
}

Page<Fact> history(Call& call, db::Transaction& transaction, const PageQuery& query) {
  const auto ticket = core::find_ticket(transaction, call.path<base::TicketId>("id"));
  if (!ticket) throw no_such_ticket();
  const std::int64_t limit = row_limit(query.limit);
  const std::int64_t after = query.cursor ? query.cursor->row() : 0;
  auto page = make_page(
      core::list_facts_of(transaction, ticket->id, after, limit + 1), limit,
      [](const core::Fact& fact) { return present(fact); },
      [](const core::Fact& fact) { return fact.number; });
  if (!query.cursor) page.items.insert(page.items.begin(), creation_of(*ticket));
  return page;
}

/// A third of the weight of what serves a door (sched(7)).
constexpr int signing_nice_value = 5;

/// While scans are judged an order has a quarter of the time, and the door all of the rest.
constexpr int pause_per_part = 3;

struct AcceptedOrder {
  core::AcceptedOrder order;
  std::shared_ptr<const core::SigningKeys::Signer> signer;
};

/// Lets the door go first where it was in use since a part was begun.
class GivesWay {
 public:
  explicit GivesWay(const admission::Turnstile& turnstile)
      : turnstile_(turnstile), delivered_before_(turnstile.delivered()) {}

  boost::asio::awaitable<void> operator()() const {
    if (turnstile_.delivered() == delivered_before_) co_return;
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    timer.expires_after(pause_per_part * (std::chrono::steady_clock::now() - begun_));
    co_await timer.async_wait(boost::asio::use_awaitable);
  }

 private:
  const admission::Turnstile& turnstile_;
  const std::uint64_t delivered_before_;
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// Whoever scans at a door waits for one part of the order at most: the database serves them
/// between two parts, while the next one is signed on a pool.
boost::asio::awaitable<core::CreatedTickets> store_order(Call& call,
                                                         const AcceptedOrder& accepted) {
  std::optional<core::AcceptedOrder> rest = accepted.order;
  while (rest) {
    const GivesWay give_way(call.rooms.turnstile);
    const auto part = co_await base::on_pool(call.rooms.workers, [&] {
      base::give_way(signing_nice_value);
      return core::prepare_part(*rest, *accepted.signer);
    });
    auto outcome = co_await db::on_database(
        call.rooms.database, db::Access::write, [&](db::Transaction& transaction) {
          return core::store_part(transaction, *rest, part, call.rooms.clock.now());
        });
    rest = std::move(outcome.rest);
    if (rest) co_await give_way();
  }
  call.rooms.feed.wake();
  co_return co_await db::on_database(
      call.rooms.database, db::Access::read, [&](db::Transaction& transaction) {
        return core::get_created_tickets(transaction, accepted.order);
      });
}

/// The order stands although the request fails: somebody who repeats it would get all tickets
/// twice, so they are told.
base::Refusal order_stands(const Call& call, const db::Unavailable& cause) {
  base::log(base::LogLevel::warning, "database unavailable, an order of tickets is finished later",
            {{"request_id", call.request.id}, {"cause", std::string_view(cause.what())}});
  return {base::RefusalKind::unavailable,
          "The database cannot be reached at the moment. The order was accepted, and its tickets "
          "will be made within minutes of its return: do not repeat it."};
}

boost::asio::awaitable<CreatedTickets> create(Call& call, CreateTicketsRequest in) {
  const auto concert_id = call.path<base::ConcertId>("concert_id");
  const auto accepted = co_await db::on_database(
      call.rooms.database, db::Access::write, [&](db::Transaction& transaction) {
        const auto concert = core::get_concert(transaction, concert_id);
        core::TicketOrder order{.concert_id = concert_id,
                                .quantity = in.quantity.value,
                                .price = {},
                                .tier = text_of(in.tier)};
        if (in.price) {
          order.price = in.price->minor_units(core::Currency::parse(concert.currency), "/price");
        }
        return AcceptedOrder{core::accept_order(transaction, order, call.user().id, call.now),
                             call.rooms.keys.signer(transaction)};
      });
  CreatedTickets out{concert_id, 0, 0, 0, {}};
  try {
    const auto made = co_await store_order(call, accepted);
    out = {concert_id, made.created, made.first_serial, made.last_serial, {}};
    for (const core::Ticket& ticket : made.tickets)
      out.tickets.push_back(present(ticket, call.user()));
  } catch (const db::Unavailable& cause) {
    throw order_stands(call, cause);
  }
  co_return out;
}

Ticket mark_sold(Call& call, db::Transaction& transaction, const SaleRequest& in) {
  const auto id = call.path<base::TicketId>("id");
  const auto ticket = core::find_ticket(transaction, id);
  if (!ticket) throw no_such_ticket();
  core::Sale sale{text_of(in.buyer_name), text_of(in.buyer_email), std::nullopt,
                  text_of(in.holder_username)};
  if (in.price)
    sale.price = in.price->minor_units(core::Currency::parse(ticket->currency), "/price");
  return present(core::mark_sold(transaction, id, sale, call.user().id, call.now,
                                 call.rooms.settings.mailing()),
                 call.user());
}

/// For a counter that sells paper: unlike a scan it is recorded nowhere, as nobody stands at a
/// gate.
Ticket find(Call& call, db::Transaction& transaction, const FindRequest& in) {
  const auto ticket = core::find_shown_ticket(transaction, in.code.text());
  if (!ticket) {
    throw base::not_found(
        "No ticket answers to this: it is not genuine, or a newer code has replaced it.");
  }
  return present(*ticket, call.user());
}

Ticket claim(Call& call, db::Transaction& transaction, const ClaimRequest& in) {
  return present(core::claim_ticket(transaction, in.code.text(), call.user().id, call.now),
                 call.user());
}

Page<Ticket> list_of_concert(Call& call, db::Transaction& transaction, const TicketQuery& query) {
  const auto concert_id = call.path<base::ConcertId>("concert_id");
  core::get_concert(transaction, concert_id);
  const core::TicketFilter filter{query.status, text_of(query.q)};
  const std::int64_t limit = row_limit(query.limit);
  const std::int64_t after = query.cursor ? query.cursor->row() : 0;
  return make_page(
      core::list_tickets(transaction, concert_id, filter, after, limit + 1), limit,
      [&](const core::Ticket& ticket) { return present(ticket, call.user()); },
      [](const core::Ticket& ticket) { return ticket.serial; });
}

Page<Ticket> list_mine(Call& call, db::Transaction& transaction, const PageQuery& query) {
  const std::int64_t limit = row_limit(query.limit);
  const base::TicketId after{query.cursor ? query.cursor->row() : 0};
  return make_page(
      core::list_tickets_of(transaction, call.user().id, after, limit + 1), limit,
      [&](const core::Ticket& ticket) { return present(ticket, call.user()); },
      [](const core::Ticket& ticket) { return ticket.id.value; });
}

}  // namespace

Ticket present(const core::Ticket& ticket, const core::User& viewer) {
  Ticket out{.id = ticket.id,
             .concert_id = ticket.concert_id,
             .ticket_number = ticket.ticket_number,
             .serial = ticket.serial,
             .tier = ticket.tier,
             .status = ticket.status,
             .price = {},
             .buyer_name = ticket.buyer_name,
             .buyer_email = ticket.buyer_email,
             .original_buyer_id = ticket.original_buyer_id,
             .current_holder_id = ticket.current_holder_id,
             .qr_code_data = {},
             .reference = ticket.reference,
             .sold_at = ticket.sold_at,
             .created_at = ticket.created_at,
             .updated_at = ticket.updated_at};
  if (ticket.price)
    out.price = core::Money::of(*ticket.price, core::Currency::parse(ticket.currency));
  if (viewer.role == core::Role::admin || ticket.current_holder_id == viewer.id) {
    out.qr_code_data = ticket.code_text();
  }
  return out;
}

Endpoints ticket_endpoints() {
  return {
      post("/api/tickets/create/{concert_id}", Who::admins, "Create tickets for a concert",
           awaits(&create), http::Status::created),
      post("/api/tickets/{id}/mark-sold", Who::admins, "Mark a ticket sold", writes(&mark_sold)),
      get("/api/tickets/{id}", Who::signed_in, "Show a ticket", reads(&show_by_id)),
      get("/api/tickets/{id}/history", Who::scanners, "What happened to a ticket: the oldest first",
          reads(&history)),
      get("/api/tickets/number/{number}", Who::signed_in, "Show a ticket by its number",
          reads(&show_by_number)),
      get("/api/tickets/concert/{concert_id}", Who::scanners, "List a concert's tickets",
          reads(&list_of_concert)),
      get("/api/tickets/mine", Who::signed_in, "List the caller's own tickets", reads(&list_mine)),
      post("/api/tickets/find", Who::admins, "Find a ticket by its code or number", reads(&find)),
      post("/api/tickets/claim", Who::signed_in, "Claim a sold ticket that is nobody's yet",
           writes(&claim)),
  };
}

}  // namespace admitone::api
