#include "core/signing_keys.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/refusal.hpp"
#include "core/journal.hpp"

namespace admitone::core {

BOOST_DESCRIBE_STRUCT(SigningKey, (), (id, public_key, created_at))

namespace {

constexpr std::int64_t first_key_id = 1;

struct SealedKey {
  std::int64_t id;
  base::Bytes public_key;
  base::Bytes sealed_private_key;
};
BOOST_DESCRIBE_STRUCT(SealedKey, (), (id, public_key, sealed_private_key))

std::optional<SealedKey> newest_key(db::Transaction& transaction) {
  return transaction.find<SealedKey>(
      "SELECT id, public_key, sealed_private_key FROM signing_keys ORDER BY id DESC LIMIT 1");
}

template <std::size_t Size>
std::array<std::uint8_t, Size> as_array(base::BytesView octets) {
  if (octets.size() != Size) throw std::logic_error("a stored key has a wrong length");
  std::array<std::uint8_t, Size> result{};
  std::copy(octets.begin(), octets.end(), result.begin());
  return result;
}

base::SigningKeyPair open_key(const base::Key& seal_key, const SealedKey& sealed) {
  const auto private_key = base::unseal(seal_key, sealed.sealed_private_key);
  if (!private_key) {
    throw base::conflict(
        "The signing keys in this database were sealed with another ADMITONE_SECRET: start with "
        "that "
        "one.");
  }
  return {as_array<32>(sealed.public_key), as_array<64>(*private_key)};
}

/// Nothing when another node made the key of this `id` meanwhile. The caller names the id that it
/// found free, because an id counted here would step over that node's key and make a second one.
std::optional<SigningKey> make_key(db::Transaction& transaction, std::int64_t id,
                                   const base::Key& seal_key, std::optional<base::UserId> actor,
                                   base::Timestamp now) {
  const base::SigningKeyPair pair = base::make_signing_key_pair();
  const base::Bytes sealed = base::seal(seal_key, pair.private_key);
  auto key = transaction.find<SigningKey>(
      "INSERT INTO signing_keys (id, public_key, sealed_private_key, created_at) "
      "VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (id) DO NOTHING RETURNING id, public_key, created_at",
      {id, base::BytesView(pair.public_key), sealed, now});
  if (key) {
    record(transaction, Fact{.at = now,
                             .kind = "key.made",
                             .actor_user_id = actor,
                             .concert_id = {},
                             .ticket_id = {},
                             .subject_id = key->id,
                             .detail = "Made signing key " + std::to_string(key->id)});
  }
  return key;
}

}  // namespace

std::vector<SigningKey> list_signing_keys(db::Transaction& transaction) {
  return transaction.list<SigningKey>(
      "SELECT id, public_key, created_at FROM signing_keys ORDER BY id");
}

SigningKeys::SigningKeys(const base::Secret& secret) : seal_key_(secret.key_for("signing keys")) {}

SigningKey SigningKeys::rotate(db::Transaction& transaction, std::optional<base::UserId> actor,
                               base::Timestamp now) try {
  const auto newest = newest_key(transaction);
  auto key = make_key(transaction, newest ? newest->id + 1 : first_key_id, seal_key_, actor, now);
  if (!key) throw base::conflict("Another signing key was made at the same moment. Try again.");
  return std::move(*key);
} catch (const db::ConstraintViolation&) {
  throw base::conflict("There are 255 signing keys already: no more fit into a code.");
}

void SigningKeys::ensure(db::Transaction& transaction, base::Timestamp now) {
  // Of two nodes that start at once, one makes the key and the other finds it.
  if (!newest_key(transaction)) {
    make_key(transaction, first_key_id, seal_key_, std::nullopt, now);
  }
  const auto newest = newest_key(transaction);
  if (!newest) throw std::logic_error("the first signing key is missing although it was made");
  open_key(seal_key_, *newest);
}

base::Signature SigningKeys::Signer::sign(const CodeClaim& claim) const {
  return base::sign(pair, message_of(claim));
}

std::shared_ptr<const SigningKeys::Signer> SigningKeys::signer(db::Transaction& transaction) {
  const auto newest = newest_key(transaction);
  if (!newest) throw std::logic_error("there is no signing key: ensure() was not called");
  const std::lock_guard lock(mutex_);
  // The public key is compared too, because the transaction that made a key of this id may be
  // undone.
  if (!signer_ || signer_->key_id != newest->id ||
      !std::ranges::equal(signer_->pair.public_key, newest->public_key)) {
    signer_ = std::make_shared<const Signer>(
        Signer{static_cast<std::uint8_t>(newest->id), open_key(seal_key_, *newest)});
  }
  return signer_;
}

bool SigningKeys::is_genuine(db::Transaction& transaction, const Code& code) {
  const auto key = public_key(transaction, code.claim.key_id);
  return key && base::signature_is_valid(*key, message_of(code.claim), code.signature);
}

std::optional<base::PublicKey> SigningKeys::public_key(db::Transaction& transaction,
                                                       std::uint8_t key_id) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = public_keys_.find(key_id); known != public_keys_.end()) {
      return known->second;
    }
  }
  const auto stored =
      transaction.find<base::Bytes>("SELECT public_key FROM signing_keys WHERE id = $1", {key_id});
  if (!stored) return std::nullopt;
  const std::lock_guard lock(mutex_);
  return public_keys_.emplace(key_id, as_array<32>(*stored)).first->second;
}

}  // namespace admitone::core
