#include "core/code.hpp"

#include <limits>
#include <stdexcept>

#include <gmock/gmock.h>

namespace admitone::core {
namespace {

Code some_code(std::uint8_t key_id = 1) {
  Code code{{key_id, {0x01020304}, {0x05060708090A0B0C}, 0x0D0E}, {}};
  for (std::size_t place = 0; place < code.signature.size(); ++place) {
    code.signature[place] = static_cast<std::uint8_t>(255 - place);
  }
  return code;
}

TEST(Base45, SpellsTheExamplesOfTheStandard) {
  const std::pair<std::string_view, std::string_view> examples[] = {{"", ""},
                                                                    {"AB", "BB8"},
                                                                    {"Hello!!", "%69 VD92EX0"},
                                                                    {"base-45", "UJCLQE7W581"},
                                                                    {"ietf!", "QED8WEX0"}};
  for (const auto& [plain, encoded] : examples) {
    const base::BytesView octets = base::as_bytes(plain);
    EXPECT_EQ(to_base45(octets), encoded);
    EXPECT_EQ(from_base45(encoded), base::Bytes(octets.begin(), octets.end()));
  }
}

TEST(Base45, ReadsEveryPairOfOctetsBack) {
  for (unsigned value = 0; value <= 0xFFFF; ++value) {
    const base::Bytes octets{static_cast<std::uint8_t>(value >> 8U),
                             static_cast<std::uint8_t>(value & 0xFFU)};
    ASSERT_EQ(from_base45(to_base45(octets)), octets) << value;
  }
  for (unsigned value = 0; value <= 0xFF; ++value) {
    const base::Bytes octets{static_cast<std::uint8_t>(value)};
    ASSERT_EQ(from_base45(to_base45(octets)), octets) << value;
  }
}

TEST(Base45, RefusesWhatNoOctetsSpell) {
  EXPECT_EQ(from_base45("FGW"), (base::Bytes{0xFF, 0xFF}));
  EXPECT_EQ(from_base45("U5"), base::Bytes{0xFF});
  // One above the two largest, far above them, impossible lengths, characters outside the alphabet.
  for (const char* text :
       {"GGW", "V5", ":::", "::", "A", "BB8A", "bb8", "BB,", "BB8\n", "B\xC3\xA9"}) {
    EXPECT_EQ(from_base45(text), std::nullopt) << text;
  }
}

TEST(Code, SignsItsClaimBigEndian) {
  EXPECT_THAT(message_of(some_code(7).claim),
              testing::ElementsAre(1, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
}

TEST(Code, RefusesToNameAConcertBeyond32Bits) {
  CodeClaim claim = some_code().claim;
  claim.concert_id = {std::int64_t{std::numeric_limits<std::uint32_t>::max()}};
  EXPECT_NO_THROW(message_of(claim));
  ++claim.concert_id.value;
  EXPECT_THROW(message_of(claim), std::logic_error);
}

TEST(Code, IsReadBackAsItWasWritten) {
  for (unsigned key_id = 0; key_id <= 255; ++key_id) {
    const Code code = some_code(static_cast<std::uint8_t>(key_id));
    const std::string text = to_text(code);
    EXPECT_EQ(text.size(), 120U);
    const auto parsed = parse_code(text);
    ASSERT_TRUE(parsed) << key_id;
    EXPECT_EQ(parsed->claim, code.claim);
    EXPECT_EQ(parsed->signature, code.signature);
  }
}

TEST(Code, IsReadThroughWhiteSpaceAndTrimming) {
  for (unsigned key_id = 0; key_id <= 255; ++key_id) {
    const Code code = some_code(static_cast<std::uint8_t>(key_id));
    const std::string text = to_text(code);
    const std::string trimmed = text.substr(text.find_first_not_of(' '));
    for (const std::string& variant : {" \t" + text + "\r\n", trimmed, trimmed + "\n"}) {
      const auto parsed = parse_code(variant);
      ASSERT_TRUE(parsed) << key_id;
      EXPECT_EQ(parsed->claim, code.claim);
      EXPECT_EQ(parsed->signature, code.signature);
    }
  }
  EXPECT_EQ(to_text(some_code(5)).front(), ' ') << "the case that trimming would break is gone";
}

TEST(Code, RefusesWhatIsNoCodeOfOurs) {
  const std::string text = to_text(some_code());
  base::Bytes octets = from_base45(text).value();
  octets[0] = 2;
  const std::string other_version = to_base45(octets);
  octets[0] = 1;
  octets.push_back(0);
  const std::string longer = to_base45(octets);
  octets.resize(79);
  const std::string shorter = to_base45(octets);
  for (const std::string& wrong :
       {std::string(), std::string("   "), std::string("https://example.org/t/1"), other_version,
        longer, shorter, text.substr(0, 119), text.substr(2), text + text, text + "é"}) {
    EXPECT_FALSE(parse_code(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace admitone::core
