#include "base/signature.hpp"

#include "base/sodium.hpp"

namespace admitone::base {

SigningKeyPair make_signing_key_pair() {
  prepare_sodium();
  SigningKeyPair pair;
  crypto_sign_keypair(pair.public_key.data(), pair.private_key.data());
  return pair;
}

Signature sign(const SigningKeyPair& pair, BytesView message) {
  prepare_sodium();
  Signature signature;
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                       pair.private_key.data());
  return signature;
}

bool signature_is_valid(const PublicKey& key, BytesView message, BytesView signature) {
  prepare_sodium();
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     key.data()) == 0;
}

}  // namespace admitone::base
