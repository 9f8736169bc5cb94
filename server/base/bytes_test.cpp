#include "base/bytes.hpp"

#include <gtest/gtest.h>

namespace admitone::base {
namespace {

TEST(Bytes, ReadsBackItsOwnBase64url) {
  Bytes bytes;
  for (int i = 0; i < 260; ++i) {
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
    bytes.push_back(static_cast<std::uint8_t>(i * 7));
  }
  EXPECT_EQ(to_base64url(Bytes{0xFB, 0xFF}), "-_8");
  EXPECT_EQ(from_base64url(""), Bytes());
}

TEST(Bytes, RefusesWhatIsNotBase64url) {
  for (const char* text : {"A", "AA==", "+/8", "A A", "AAAAA", "-_9", " -_8", "-_8\n"}) {
    EXPECT_FALSE(from_base64url(text)) << text;
  }
}

TEST(Bytes, AreTheSameOnlyWithTheSameLength) {
  EXPECT_TRUE(same_bytes(as_bytes("abc"), as_bytes("abc")));
  EXPECT_FALSE(same_bytes(as_bytes("abc"), as_bytes("abd")));
  EXPECT_FALSE(same_bytes(as_bytes("abc"), as_bytes("ab")));
  EXPECT_TRUE(same_bytes({}, {}));
}

}  // namespace
}  // namespace admitone::base
