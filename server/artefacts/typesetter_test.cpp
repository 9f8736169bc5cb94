#include "artefacts/typesetter.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "artefacts/artefacts_fixture.hpp"
#include "artefacts/identity.hpp"

namespace admitone::artefacts {
namespace {

const TextStyle style{text_family, PANGO_WEIGHT_SEMIBOLD, ink, 11, 7, 4};
constexpr double room_width = 240;
constexpr double room_height = 27;

SetText set(const std::string& text) {
  return Typesetter::of_this_thread().fit(text, style, room_width, room_height);
}

TEST(Typesetter, SetsAShortNameOnOneLine) {
  const SetText name = set("Ana Lima");
  EXPECT_EQ(name.lines(), 1);
  EXPECT_LT(name.width(), 60);
}

TEST(Typesetter, KeepsEveryNameInItsRoomWithAllOfItsLetters) {
  for (const char* letter : {"W", "i", "Ж", "Ω", "م", "ש", "क", "龍", "あ", "한", "m "}) {
    const SetText name = set(repeated(letter, 200));
    EXPECT_FALSE(name.is_cut()) << letter;
    EXPECT_LE(name.width(), room_width + 1) << letter;
    EXPECT_LE(name.height(), room_height + 1) << letter;
  }
}

TEST(Typesetter, ShowsWhereItCutsWhatNoRoomCanHold) {
  const SetText wide = set(repeated("﷽", 200));
  EXPECT_TRUE(wide.is_cut());
  EXPECT_LE(wide.width(), room_width + 1);
  EXPECT_LE(wide.height(), room_height + 1);
}

TEST(Typesetter, TakesLettersToAnotherLineRatherThanBreakAWord) {
  const TextStyle large{text_family, PANGO_WEIGHT_BOLD, ink, 40, 10, 5};
  const SetText name =
      Typesetter::of_this_thread().fit("Donaudampfschifffahrt heute", large, room_width, 100);
  EXPECT_EQ(name.lines(), 2);
}

TEST(Typesetter, SetsTheSameOnEveryThread) {
  const double here = set("Ana Lima").width();
  double there = 0;
  std::jthread([&] { there = set("Ana Lima").width(); }).join();
  EXPECT_EQ(here, there);
}

TEST(Typesetter, SetsAFamilyThatIsNotInstalledInAnother) {
  const TextStyle missing{"No Such Family", PANGO_WEIGHT_BOLD, ink, 11, 7, 4};
  EXPECT_GT(Typesetter::of_this_thread().fit("Ana", missing, room_width, room_height).width(), 0);
}

}  // namespace
}  // namespace admitone::artefacts
