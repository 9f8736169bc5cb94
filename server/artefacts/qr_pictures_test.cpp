// QR codes as SVG and PNG, read back by a decoder that is not ours.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "artefacts/artefacts_fixture.hpp"
#include "artefacts/qr_png.hpp"
#include "artefacts/qr_svg.hpp"

namespace admitone::artefacts {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(QrSvg, IsOneSquareWithAQuietZone) {
  const std::string svg = qr_svg(QrSymbol(some_code_text()));
  EXPECT_THAT(svg, StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 45 45\""));
  EXPECT_THAT(svg, HasSubstr("M4 4H11V11H4z")) << "the edge of a finder, after the quiet zone";
}

TEST(QrPng, HasAsManyPixelsAsAskedForAndReadsBack) {
  const ScratchFolder folder;
  for (const int scale : {1, 2, 3, 8, qr_scale_max}) {
    const std::string png = qr_png(QrSymbol(some_code_text()), scale);
    const std::string width(png, 16, 4);
    const int pixels =
        static_cast<unsigned char>(width[2]) * 256 + static_cast<unsigned char>(width[3]);
    EXPECT_EQ(pixels, 45 * scale);
    EXPECT_EQ(png[24], 1) << "bits for a pixel";
    EXPECT_EQ(png[25], 0) << "a gray picture";
    EXPECT_LT(png.size(), 12'000u);
    if (scale == 1) continue;  // too small for zbar, which wants some pixels for a module
    EXPECT_EQ(read_codes(folder.keep("qr.png", png)), some_code_text() + "\n") << scale;
  }
}

TEST(QrPng, RefusesAScaleThatDoesNotExist) {
  const QrSymbol symbol(some_code_text());
  EXPECT_THROW(qr_png(symbol, 0), std::invalid_argument);
  EXPECT_THROW(qr_png(symbol, qr_scale_max + 1), std::invalid_argument);
}

}  // namespace
}  // namespace admitone::artefacts
