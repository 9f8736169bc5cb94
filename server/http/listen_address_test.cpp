#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/server.hpp"

namespace admitone::http {
namespace {

TEST(ListenAddresses, HostAndPortAreRead) {
  EXPECT_EQ(parse_listen_address("127.0.0.1:8000").host, "127.0.0.1");
  EXPECT_EQ(parse_listen_address("127.0.0.1:8000").port, 8000);
  EXPECT_EQ(parse_listen_address("[::1]:0").host, "::1");
  EXPECT_EQ(parse_listen_address("[::]:65535").port, 65535);
}

TEST(ListenAddresses, RefusesWithWhatIsWrong) {
  const auto complaint = [](const std::string& text) -> std::string {
    try {
      parse_listen_address(text);
      return "";
    } catch (const std::invalid_argument& refused) {
      return refused.what();
    }
  };
  using testing::HasSubstr;
  EXPECT_THAT(complaint("127.0.0.1"), HasSubstr("port is missing"));
  EXPECT_THAT(complaint("8000"), HasSubstr("port is missing"));
  EXPECT_THAT(complaint("::1:8000"), HasSubstr("brackets"));
  EXPECT_THAT(complaint("[127.0.0.1]:8000"), HasSubstr("IP address"));
  EXPECT_THAT(complaint("[]:8000"), HasSubstr("IP address"));
  EXPECT_THAT(complaint(":8000"), HasSubstr("IP address"));
  EXPECT_THAT(complaint("example.org:8000"), HasSubstr("IP address"));
  for (const char* port : {"", "65536", "-1", "80a", " 80", "+80"}) {
    EXPECT_THAT(complaint(std::string("127.0.0.1:") + port), HasSubstr("0 to 65535"));
  }
}

}  // namespace
}  // namespace admitone::http
