#include "http/client_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace admitone::http {
namespace {

Networks networks(std::initializer_list<const char*> texts) {
  Networks all;
  for (const char* text : texts) all.push_back(Network::parse(text));
  return all;
}

const Networks proxies = networks({"127.0.0.1", "10.0.0.0/8", "fd00::/8"});

TEST(ClientAddress, IsThePeersWithoutATrustedProxy) {
  EXPECT_EQ(client_address("203.0.113.7", "198.51.100.1", {}), "203.0.113.7");
  EXPECT_EQ(client_address("203.0.113.7", "198.51.100.1", proxies), "203.0.113.7");
  EXPECT_EQ(client_address("127.0.0.1", "", proxies), "127.0.0.1");
}

TEST(ClientAddress, IsWhatTheTrustedProxySays) {
  EXPECT_EQ(client_address("127.0.0.1", "198.51.100.1", proxies), "198.51.100.1");
  EXPECT_EQ(client_address("127.0.0.1", "2001:db8::1", proxies), "2001:db8::1");
  EXPECT_EQ(client_address("fd00::2", "::ffff:198.51.100.1", proxies), "198.51.100.1");
}

TEST(ClientAddress, IsReadFromTheEndPastEveryTrustedProxy) {
  EXPECT_EQ(client_address("127.0.0.1", "1.2.3.4, 198.51.100.1 ,10.1.2.3", proxies),
            "198.51.100.1");
  EXPECT_EQ(client_address("127.0.0.1", "10.1.2.3", proxies), "10.1.2.3");
}

TEST(ClientAddress, IsThePeersWhenTheHeaderIsNonsense) {
  for (const char* text : {"nonsense", "198.51.100.1:80", ",", "1.2.3.4, unknown"}) {
    EXPECT_EQ(client_address("127.0.0.1", text, proxies), "127.0.0.1") << text;
  }
}

TEST(ClientAddress, IsCountedByHouseholds) {
  EXPECT_EQ(counted_address("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(counted_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(counted_address("2001:db8:1:2:ffff::1"), "2001:db8:1:2::/64");
  EXPECT_NE(counted_address("2001:db8:1:3::1"), counted_address("2001:db8:1:2::1"));
}

TEST(ClientAddress, KnowsThisMachine) {
  EXPECT_TRUE(is_loopback("127.0.0.2"));
  EXPECT_TRUE(is_loopback("::1"));
  EXPECT_FALSE(is_loopback("10.0.0.1"));
  EXPECT_FALSE(is_loopback(""));
}

TEST(Networks, HoldTheirAddresses) {
  const auto holds = [](const char* network, const char* address) {
    return Network::parse(network).contains(boost::asio::ip::make_address(address));
  };
  EXPECT_TRUE(holds("0.0.0.0/0", "203.0.113.7"));
  EXPECT_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(holds("192.168.4.0/22", "192.168.7.255"));
  EXPECT_FALSE(holds("192.168.4.0/22", "192.168.8.0"));
  EXPECT_TRUE(holds("192.168.4.1", "::ffff:192.168.4.1"));
  EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
}

TEST(Networks, RefuseWhatIsNone) {
  for (const char* text :
       {"", "caddy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "10.0.0.0/8x", "/8"}) {
    EXPECT_THROW(Network::parse(text), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace admitone::http
