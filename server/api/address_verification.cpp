// Verifying an address on the wire: the link's token, and asking for another link.

#include "core/address_verification.hpp"

#include "api/endpoints.hpp"
#include "base/refusal.hpp"

namespace admitone::api {

/// The token is 43 characters; anything else is compared as well, and fits none.
struct VerificationTokenTag {
  static constexpr base::TextRules rules{.length_min = 1, .length_max = 100};
  static constexpr bool lines = false;
};

struct VerificationRequest {
  base::Text<VerificationTokenTag> token;
};
BOOST_DESCRIBE_STRUCT(VerificationRequest, (), (token))

struct VerifiedAddress {
  std::string username;
  std::string email;
  std::int64_t tickets_bound;
};
BOOST_DESCRIBE_STRUCT(VerifiedAddress, (), (username, email, tickets_bound))

namespace {

boost::asio::awaitable<VerifiedAddress> verify(Call& call, VerificationRequest in) {
  auto verified = co_await db::on_database(
      call.rooms.database, db::Access::write, [&](db::Transaction& transaction) {
        return core::verify_address(transaction, in.token.text(), call.now);
      });
  call.rooms.callers.forget();
  call.rooms.announce_commit();
  co_return VerifiedAddress{verified.username, verified.email, verified.tickets_bound};
}

Nothing send_link(Call& call, db::Transaction& transaction, const Nothing&) {
  call.rooms.settings.require_mail();
  core::request_verification(transaction, call.user().id, call.now);
  return {};
}

}  // namespace

Endpoints address_verification_endpoints() {
  return {
      post("/api/auth/verify-email", Who::open,
           "Verify an e-mail address with the token of its link", awaits(&verify)),
      post("/api/auth/send-verification", Who::signed_in,
           "Send another link that verifies the caller's address", writes(&send_link)),
  };
}

}  // namespace admitone::api
