// Transfers on the wire.

#include "core/transfers.hpp"

#include "api/endpoints.hpp"
#include "api/optional_text.hpp"
#include "api/page.hpp"
#include "base/refusal.hpp"
#include "core/users.hpp"

namespace admitone::api {

/// What the recipient may know of a ticket that is not theirs yet: no number, with which it could
/// be admitted.
struct OfferedTicket {
  std::int64_t serial;
  std::optional<std::string> tier;
  std::string concert_name;
};
BOOST_DESCRIBE_STRUCT(OfferedTicket, (), (serial, tier, concert_name))

struct Transfer {
  base::TransferId id;
  base::TicketId ticket_id;
  base::ConcertId concert_id;
  OfferedTicket ticket;
  base::UserId from_user_id;
  std::string from_username;
  std::optional<base::UserId> to_user_id;
  std::optional<std::string> to_username;
  std::optional<std::string> to_email;
  core::TransferStatus status;
  std::optional<std::string> notes;
  base::Timestamp initiated_at;
  std::optional<base::Timestamp> decided_at;
};
BOOST_DESCRIBE_STRUCT(Transfer, (),
                      (id, ticket_id, concert_id, ticket, from_user_id, from_username, to_user_id,
                       to_username, to_email, status, notes, initiated_at, decided_at))

struct TransferRequest {
  base::TicketId ticket_id;
  std::optional<core::Username> to_username;
  std::optional<core::Email> to_email;
  std::optional<base::Notes> notes;
};
BOOST_DESCRIBE_STRUCT(TransferRequest, (), (ticket_id, to_username, to_email, notes))

namespace {

Transfer present(const core::Transfer& transfer) {
  return {transfer.id,           transfer.ticket_id,
          transfer.concert_id,   {transfer.serial, transfer.tier, transfer.concert_name},
          transfer.from_user_id, transfer.from_username,
          transfer.to_user_id,   transfer.to_username,
          transfer.to_email,     transfer.status,
          transfer.notes,        transfer.initiated_at,
          transfer.decided_at};
}

Transfer initiate(Call& call, db::Transaction& transaction, const TransferRequest& in) {
  if (in.to_username.has_value() == in.to_email.has_value()) {
    throw base::invalid_field("/to_username", in.to_username
                                                  ? "cannot be given together with to_email"
                                                  : "is required, unless to_email is given");
  }
  const core::Recipient recipient{text_of(in.to_username), text_of(in.to_email)};
  return present(core::initiate_transfer(transaction, in.ticket_id, call.user().id, recipient,
                                         text_of(in.notes), call.now,
                                         call.rooms.settings.mailing()));
}

Page<Transfer> list_pending(Call& call, db::Transaction& transaction, const PageQuery& query) {
  const std::int64_t limit = row_limit(query.limit);
  std::optional<base::TransferId> before;
  if (query.cursor) before = base::TransferId{query.cursor->row()};
  return make_page(core::list_pending_transfers(transaction, call.user().id, before, limit + 1),
                   limit, present,
                   [](const core::Transfer& transfer) { return transfer.id.value; });
}

Transfer accept(Call& call, db::Transaction& transaction, const Nothing&) {
  return present(core::accept_transfer(transaction, call.rooms.keys,
                                       call.path<base::TransferId>("id"), call.user().id, call.now,
                                       call.rooms.settings.mailing()));
}

Transfer reject(Call& call, db::Transaction& transaction, const Nothing&) {
  return present(core::reject_transfer(transaction, call.path<base::TransferId>("id"),
                                       call.user().id, call.now));
}

Transfer cancel(Call& call, db::Transaction& transaction, const Nothing&) {
  return present(core::cancel_transfer(transaction, call.path<base::TransferId>("id"),
                                       call.user().id, call.now));
}

}  // namespace

Endpoints transfer_endpoints() {
  return {
      post("/api/transfers/initiate", Who::signed_in, "Offer one's own ticket to somebody",
           writes(&initiate), http::Status::created),
      get("/api/transfers/pending", Who::signed_in, "List pending transfers to and from the caller",
          reads(&list_pending)),
      post("/api/transfers/{id}/accept", Who::signed_in,
           "Accept a transfer: the ticket gets a new holder and a new code", writes(&accept)),
      post("/api/transfers/{id}/reject", Who::signed_in, "Decline a transfer", writes(&reject)),
      post("/api/transfers/{id}/cancel", Who::signed_in, "Withdraw a transfer", writes(&cancel)),
  };
}

}  // namespace admitone::api
