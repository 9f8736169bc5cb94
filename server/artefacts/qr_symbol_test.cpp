#include "artefacts/qr_symbol.hpp"

#include <algorithm>

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

/// Whether a point is within the polygons by the even-odd rule: how many edges are left of it.
bool is_within(const std::vector<ModulePolygon>& polygons, int x, int y) {
  int edges = 0;
  for (const ModulePolygon& polygon : polygons) {
    for (std::size_t at = 1; at < polygon.size(); at += 2) {
      const ModuleCorner& from = polygon[at];
      const ModuleCorner& to = polygon[(at + 1) % polygon.size()];
      EXPECT_EQ(from.x, to.x) << "every second edge is vertical";
      if (from.x <= x && std::min(from.y, to.y) <= y && y < std::max(from.y, to.y)) ++edges;
    }
  }
  return edges % 2 == 1;
}

TEST(QrSymbol, OutlinesWhatIsDarkAndNothingElse) {
  for (unsigned number = 1; number <= 10; ++number) {
    const QrSymbol symbol(some_code_text(number));
    const auto polygons = symbol.outline();
    for (int y = 0; y < QrSymbol::side; ++y) {
      for (int x = 0; x < QrSymbol::side; ++x) {
        ASSERT_EQ(is_within(polygons, x, y), symbol.is_dark(x, y)) << x << ", " << y;
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
