#include "artefacts/qr_symbol.hpp"

#include <gtest/gtest.h>

#include "artefacts/artefacts_fixture.hpp"

namespace admitone::artefacts {
namespace {

TEST(QrSymbol, HasItsThreeFinders) {
  const QrSymbol symbol(some_code_text());
  for (const auto& [x, y] : {std::pair{0, 0}, std::pair{30, 0}, std::pair{0, 30}}) {
    EXPECT_TRUE(symbol.is_dark(x, y));
    EXPECT_FALSE(symbol.is_dark(x + 1, y + 1));
    EXPECT_TRUE(symbol.is_dark(x + 3, y + 3));
  }
  EXPECT_FALSE(symbol.is_dark(7, 7)) << "the separator around a finder is light";
}

TEST(QrSymbol, CoversEveryDarkModuleOnceAndNoLightOne) {
  for (unsigned number = 1; number <= 20; ++number) {
    const QrSymbol symbol(some_code_text(number));
    std::array<int, static_cast<std::size_t>(QrSymbol::side * QrSymbol::side)> covered{};
    for (const ModuleRectangle& dark : symbol.dark_rectangles()) {
      for (int y = dark.y; y < dark.y + dark.height; ++y) {
        for (int x = dark.x; x < dark.x + dark.width; ++x) {
          ++covered.at(static_cast<std::size_t>(y * QrSymbol::side + x));
        }
      }
    }
    for (int y = 0; y < QrSymbol::side; ++y) {
      for (int x = 0; x < QrSymbol::side; ++x) {
        ASSERT_EQ(covered.at(static_cast<std::size_t>(y * QrSymbol::side + x)),
                  symbol.is_dark(x, y) ? 1 : 0)
            << x << ", " << y;
      }
    }
  }
}

TEST(QrSymbol, RefusesWhatIsNoCodeText) {
  EXPECT_THROW(QrSymbol("lower case"), std::invalid_argument);
  EXPECT_THROW(QrSymbol(std::string(200, 'A')), std::invalid_argument);
  EXPECT_THROW(QrSymbol(""), std::invalid_argument);
}

}  // namespace
}  // namespace admitone::artefacts
