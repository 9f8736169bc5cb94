#include "base/bytes.hpp"

#include "base/sodium.hpp"

namespace admitone::base {

namespace {

constexpr int alphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string spell(BytesView bytes, int variant) {
  prepare_sodium();
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // libsodium writes, and counts, a NUL at the end.
  return text;
}

}  // namespace

BytesView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string to_base64url(BytesView bytes) { return spell(bytes, alphabet); }

std::string to_base64(BytesView bytes) { return spell(bytes, sodium_base64_VARIANT_ORIGINAL); }

std::optional<Bytes> from_base64url(std::string_view text) {
  prepare_sodium();
  Bytes bytes(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  const char* end = nullptr;
  const int result = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(),
                                       nullptr, &size, &end, alphabet);
  if (result != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

bool same_bytes(BytesView left, BytesView right) {
  prepare_sodium();
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace admitone::base
