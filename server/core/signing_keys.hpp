#pragma once
// The keys that sign codes. The newest signs; all of them verify, so issued codes stay valid for
// ever.

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/secret.hpp"
#include "base/signature.hpp"
#include "core/code.hpp"
#include "db/database.hpp"

namespace admitone::core {

struct SigningKey {
  std::int64_t id;  ///< 1 to 255
  base::Bytes public_key;
  base::Timestamp created_at;
};

/// Every key, oldest first.
std::vector<SigningKey> list_signing_keys(db::Transaction& transaction);

/// Reads keys from the database as they are needed and keeps them: a key never changes once made.
/// Any thread.
class SigningKeys {
 public:
  explicit SigningKeys(const base::Secret& secret);

  /// Makes a new key, which signs from now on, and records the fact. Throws base::Refusal
  /// (conflict) when there are 255 already.
  SigningKey rotate(db::Transaction& transaction, std::optional<base::UserId> actor,
                    base::Timestamp now);

  /// Makes the first key if there is none. Throws base::Refusal (conflict) with one clear line when
  /// the newest key was sealed with another secret.
  void ensure(db::Transaction& transaction, base::Timestamp now);

  /// The key that signs at present, to be used outside the transaction too.
  struct Signer {
    std::uint8_t key_id;
    base::SigningKeyPair pair;
    base::Signature sign(const CodeClaim& claim) const;
  };
  std::shared_ptr<const Signer> signer(db::Transaction& transaction);

  /// Whether the code was signed by one of our keys. Not for the transaction that makes the key: it
  /// would be kept even if that is undone.
  bool is_genuine(db::Transaction& transaction, const Code& code);

 private:
  std::optional<base::PublicKey> public_key(db::Transaction& transaction, std::uint8_t key_id);

  base::Key seal_key_;
  std::mutex mutex_;
  std::shared_ptr<const Signer> signer_;
  std::map<std::uint8_t, base::PublicKey> public_keys_;
};

}  // namespace admitone::core
