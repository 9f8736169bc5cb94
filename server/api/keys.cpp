// The public keys of the codes on the wire: all that a gate needs to verify one without a network.

#include "api/endpoints.hpp"
#include "api/page.hpp"
#include "core/signing_keys.hpp"

namespace admitone::api {

struct PublicKey {
  std::int64_t id;  ///< the code's second octet
  std::string algorithm;
  std::string public_key;  ///< base64url
  base::Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(PublicKey, (), (id, algorithm, public_key, created_at))

namespace {

Page<PublicKey> list(Call&, db::Transaction& transaction, const Nothing&) {
  Page<PublicKey> page;  // at most 255 keys ever: one page
  for (const core::SigningKey& key : core::list_signing_keys(transaction)) {
    page.items.push_back({key.id, "Ed25519", base::to_base64url(key.public_key), key.created_at});
  }
  return page;
}

}  // namespace

Endpoints key_endpoints() {
  return {get("/api/keys", Who::signed_in, "List the public keys that verify codes", reads(&list))};
}

}  // namespace admitone::api
