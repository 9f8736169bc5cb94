#include "core/ticket_number.hpp"

#include <random>
#include <set>

#include <gmock/gmock.h>

namespace admitone::core {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

bool is_number(const std::string& text) {
  try {
    TicketNumber::parse(text);
    return true;
  } catch (const base::BadValue&) {
    return false;
  }
}

/// Numbers with the one check character that fits, always the same ones: without hyphens.
std::vector<std::string> sample_numbers(std::size_t count) {
  std::mt19937 random(20261123);
  std::vector<std::string> numbers;
  while (numbers.size() < count) {
    std::string number(12, '0');
    for (char& character : number) character = alphabet[random() % alphabet.size()];
    std::vector<std::string> fitting;
    for (const char check : alphabet) {
      number.back() = check;
      if (is_number(number)) fitting.push_back(number);
    }
    EXPECT_EQ(fitting.size(), 1U);
    numbers.push_back(fitting.at(0));
  }
  return numbers;
}

TEST(TicketNumber, ReadsWhatPeopleType) {
  for (const char* typed : {"K7QM-2X9D-4HTR", "k7qm-2x9d-4htr", "K7QM2X9D4HTR", "k7qm 2x9d 4htr",
                            " K7QM-2X9D-4HTR ", "k-7qm2x9d4-htr"}) {
    EXPECT_EQ(TicketNumber::parse(typed).text(), "K7QM-2X9D-4HTR") << typed;
  }
}

TEST(TicketNumber, TakesLettersThatLookLikeDigitsForThose) {
  EXPECT_EQ(TicketNumber::parse("oooo-oooo-OOOO").text(), "0000-0000-0000");
  std::string with_one;
  for (const std::string& number : sample_numbers(50)) {
    if (number.find('1') != std::string::npos) with_one = number;
  }
  ASSERT_FALSE(with_one.empty());
  for (const char lookalike : {'I', 'i', 'L', 'l'}) {
    std::string typed = with_one;
    std::ranges::replace(typed, '1', lookalike);
    EXPECT_EQ(TicketNumber::parse(typed).text(), TicketNumber::parse(with_one).text());
  }
}

TEST(TicketNumber, IsReadBackAsItWasMade) {
  std::set<std::string> seen;
  for (int count = 0; count < 1000; ++count) {
    const TicketNumber number = TicketNumber::random();
    EXPECT_EQ(number.text().size(), 14U);
    EXPECT_EQ(TicketNumber::parse(number.text()).text(), number.text());
    seen.insert(number.text());
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(TicketNumber, UsesEveryCharacterInEveryPlace) {
  std::vector<std::set<char>> used(14);
  for (int count = 0; count < 2000; ++count) {
    const std::string number = TicketNumber::random().text();
    for (std::size_t place = 0; place < number.size(); ++place) used[place].insert(number[place]);
  }
  for (std::size_t place = 0; place < used.size(); ++place) {
    EXPECT_EQ(used[place].size(), place == 4 || place == 9 ? 1U : 32U) << place;
  }
}

TEST(TicketNumber, RefusesEverySingleWrongCharacter) {
  for (const std::string& number : sample_numbers(100)) {
    for (std::size_t place = 0; place < number.size(); ++place) {
      for (const char other : alphabet) {
        std::string wrong = number;
        wrong[place] = other;
        EXPECT_EQ(is_number(wrong), other == number[place]) << wrong;
      }
    }
  }
}

TEST(TicketNumber, RefusesEveryExchangeOfTwoCharacters) {
  for (const std::string& number : sample_numbers(300)) {
    for (std::size_t left = 0; left < number.size(); ++left) {
      for (std::size_t right = left + 1; right < number.size(); ++right) {
        std::string wrong = number;
        std::swap(wrong[left], wrong[right]);
        EXPECT_EQ(is_number(wrong), number[left] == number[right]) << wrong;
      }
    }
  }
}

TEST(TicketNumber, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "-", "K7QM-2X9D-4HT", "K7QM-2X9D-4HTRR", "K7QM-2X9D-4HTU",
                           "K7QM_2X9D_4HTR", "K7QM-2X9D-4HT\xC3\xA9", "K7QM2X9D4HTR\xFF"}) {
    EXPECT_THROW(TicketNumber::parse(text), base::BadValue) << text;
  }
}

TEST(TicketNumber, ExampleIsValid) {
  EXPECT_EQ(TicketNumber::parse(TicketNumber::rules.example).text(), TicketNumber::rules.example);
}

TEST(TicketNumber, FindsTheStoredSpellingOfABeginning) {
  EXPECT_EQ(ticket_number_start("k7"), "K7");
  EXPECT_EQ(ticket_number_start("k7qm"), "K7QM");
  EXPECT_EQ(ticket_number_start("K7QM-"), "K7QM");
  EXPECT_EQ(ticket_number_start("k7qm2"), "K7QM-2");
  EXPECT_EQ(ticket_number_start("K7QM 2X9D 4HTR"), "K7QM-2X9D-4HTR");
  EXPECT_EQ(ticket_number_start("K7QM-2X9D-4HTR0"), std::nullopt);
  EXPECT_EQ(ticket_number_start("Jürgen"), std::nullopt);
  EXPECT_EQ(ticket_number_start("%"), std::nullopt);
  EXPECT_EQ(ticket_number_start(""), std::nullopt);
}

TEST(PrintedNumber, IsOursInOneSpelling) {
  const auto number = PrintedNumber::parse(" k7qm2x9d4htr ");
  EXPECT_EQ(number.text(), "K7QM-2X9D-4HTR");
  EXPECT_TRUE(number.is_ours());
}

TEST(PrintedNumber, IsAnyOtherTextAsItStands) {
  for (const char* text : {"TKT-0001", "K7QM-2X9D-4HTX", "7", "a b"}) {
    const auto number = PrintedNumber::parse(text);
    EXPECT_EQ(number.text(), text);
    EXPECT_FALSE(number.is_ours()) << text;
  }
  EXPECT_EQ(PrintedNumber::parse("  TKT-0001 ").text(), "TKT-0001");
}

TEST(PrintedNumber, RefusesWhatNoTicketCanHave) {
  for (const std::string& text : {std::string(), std::string("  "), std::string(65, '7'),
                                  std::string("a\x01z"), std::string("\xFF")}) {
    EXPECT_THROW(PrintedNumber::parse(text), base::BadValue) << text;
  }
}

}  // namespace
}  // namespace admitone::core
