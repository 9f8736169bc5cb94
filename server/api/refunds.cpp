// Refunds on the wire.

#include "core/refunds.hpp"

#include "api/endpoints.hpp"
#include "api/optional_text.hpp"
#include "api/page.hpp"
#include "api/tickets.hpp"

namespace admitone::api {

struct Refund {
  base::RefundId id;
  base::TicketId ticket_id;
  base::ConcertId concert_id;
  TicketSummary ticket;
  base::UserId requested_by_user_id;
  std::string requested_by;
  std::string reason;
  core::Money amount;
  core::RefundStatus status;
  std::optional<std::string> notes;
  std::optional<base::UserId> decided_by_user_id;
  std::optional<std::string> decided_by;
  base::Timestamp requested_at;
  std::optional<base::Timestamp> decided_at;
  std::optional<base::Timestamp> completed_at;
};
BOOST_DESCRIBE_STRUCT(Refund, (),
                      (id, ticket_id, concert_id, ticket, requested_by_user_id, requested_by,
                       reason, amount, status, notes, decided_by_user_id, decided_by, requested_at,
                       decided_at, completed_at))

struct RefundReasonTag {
  static constexpr base::TextRules rules{
      .length_min = 1, .length_max = 2000, .example = "I cannot come that evening."};
  static constexpr bool lines = true;
};

struct RefundRequest {
  base::TicketId ticket_id;
  base::Text<RefundReasonTag> reason;
  std::optional<core::Money> amount;
};
BOOST_DESCRIBE_STRUCT(RefundRequest, (), (ticket_id, reason, amount))

struct DecisionRequest {
  std::optional<base::Notes> notes;
};
BOOST_DESCRIBE_STRUCT(DecisionRequest, (), (notes))

struct RefundQuery {
  std::optional<core::RefundStatus> status;
  std::optional<Cursor> cursor;
  std::optional<PageLimit> limit;
};
BOOST_DESCRIBE_STRUCT(RefundQuery, (), (status, cursor, limit))

namespace {

Refund present(const core::Refund& refund) {
  return {
      refund.id,
      refund.ticket_id,
      refund.concert_id,
      {refund.ticket_number, refund.serial, refund.tier, refund.ticket_status, refund.buyer_name},
      refund.requested_by_user_id,
      refund.requested_by,
      refund.reason,
      core::Money::of(refund.amount, core::Currency::parse(refund.currency)),
      refund.status,
      refund.notes,
      refund.decided_by_user_id,
      refund.decided_by,
      refund.requested_at,
      refund.decided_at,
      refund.completed_at};
}

std::int64_t place(const core::Refund& refund) { return refund.id.value; }

std::optional<base::RefundId> before(const std::optional<Cursor>& cursor) {
  if (!cursor) return std::nullopt;
  return base::RefundId{cursor->row()};
}

Refund request(Call& call, db::Transaction& transaction, const RefundRequest& in) {
  return present(core::request_refund(transaction, in.ticket_id, call.user().id, in.reason.text(),
                                      in.amount, call.now));
}

Page<Refund> list_mine(Call& call, db::Transaction& transaction, const PageQuery& query) {
  const std::int64_t limit = row_limit(query.limit);
  return make_page(
      core::list_refunds_of(transaction, call.user().id, before(query.cursor), limit + 1), limit,
      present, place);
}

Page<Refund> list(Call&, db::Transaction& transaction, const RefundQuery& query) {
  const std::int64_t limit = row_limit(query.limit);
  return make_page(core::list_refunds(transaction, query.status, before(query.cursor), limit + 1),
                   limit, present, place);
}

/// One of core's three decisions, asked for over HTTP.
template <auto decide_in_core>
Refund decide(Call& call, db::Transaction& transaction, const DecisionRequest& in) {
  return present(decide_in_core(transaction, call.path<base::RefundId>("id"), text_of(in.notes),
                                call.user().id, call.now, call.rooms.settings.mailing()));
}

}  // namespace

Endpoints refund_endpoints() {
  return {
      post("/api/refunds/request", Who::signed_in, "Ask for a refund of one's own ticket",
           writes(&request), http::Status::created),
      get("/api/refunds/mine", Who::signed_in, "List the caller's own refunds", reads(&list_mine)),
      get("/api/refunds", Who::admins, "List refunds", reads(&list)),
      post("/api/refunds/{id}/approve", Who::admins, "Approve a refund: the ticket's code is dead",
           writes(&decide<&core::approve_refund>)),
      post("/api/refunds/{id}/reject", Who::admins, "Reject a refund",
           writes(&decide<&core::reject_refund>)),
      post("/api/refunds/{id}/complete", Who::admins, "Mark a refund as paid back",
           writes(&decide<&core::complete_refund>)),
  };
}

}  // namespace admitone::api
