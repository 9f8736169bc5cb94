#include "http/static_files.hpp"

#include <array>

#include <gmock/gmock.h>

namespace admitone::http {
namespace {

using testing::Contains;
using testing::Not;
using testing::Pair;

const std::array<base::EmbeddedFile, 6> files{{
    {"index.html", "<!doctype html>"},
    {"assets/main-D4f8_a2c.js", "plain script"},
    {"assets/main-D4f8_a2c.js.br", "brotli"},
    {"assets/main-D4f8_a2c.js.gz", "gzip"},
    {"assets/docs.css", "body{}"},
    {"assets/decoder-Ab3dEf7h.wasm", "wasm"},
}};

Response get(std::string_view path, std::string_view accept_encoding = "") {
  return StaticFiles(files).find(path, accept_encoding).value();
}

TEST(StaticFiles, AreFoundByTheirWholePath) {
  const StaticFiles found(files);
  EXPECT_TRUE(found.find("index.html", ""));
  EXPECT_FALSE(found.find("main-D4f8_a2c.js", ""));
  EXPECT_FALSE(found.find("assets/main-D4f8_a2c.js.br", "br"));
  EXPECT_FALSE(found.find("assets/../index.html", ""));
}

TEST(StaticFiles, AreSentInTheSmallestFormTheClientTakes) {
  const auto sent = [](std::string_view accepted) {
    return get("assets/main-D4f8_a2c.js", accepted).body;
  };
  EXPECT_EQ(sent("gzip, deflate, br, zstd"), "brotli");
  EXPECT_EQ(sent("gzip, br;q=0"), "gzip");
  EXPECT_EQ(sent("*"), "brotli");
  EXPECT_EQ(sent("gzip;q=0.0, identity"), "plain script");
  EXPECT_EQ(sent(""), "plain script");
}

TEST(StaticFiles, SayHowTheyAreEncoded) {
  EXPECT_THAT(get("assets/main-D4f8_a2c.js", "br").headers,
              Contains(Pair("Content-Encoding", "br")));
  EXPECT_THAT(get("assets/main-D4f8_a2c.js").headers, Contains(Pair("Vary", "Accept-Encoding")));
  EXPECT_THAT(get("assets/docs.css", "br").headers, Not(Contains(Pair("Vary", testing::_))));
}

TEST(StaticFiles, WithAHashInTheirNameAreKeptForEverOthersAreAskedForAgain) {
  EXPECT_THAT(get("assets/decoder-Ab3dEf7h.wasm").headers,
              Contains(Pair("Cache-Control", "public, max-age=31536000, immutable")));
  EXPECT_THAT(get("assets/docs.css").headers, Contains(Pair("Cache-Control", "no-cache")));
  EXPECT_THAT(get("index.html").headers, Contains(Pair("Cache-Control", "no-cache")));
}

TEST(StaticFiles, OfAnUnknownKindAreABug) {
  const std::array<base::EmbeddedFile, 1> odd{{{"assets/x.exe", ""}}};
  EXPECT_THROW(StaticFiles{odd}, std::logic_error);
}

TEST(Accepting, APageIsWhatBrowsersAskForAndProgramsDoNot) {
  EXPECT_TRUE(accepts_page("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
  EXPECT_FALSE(accepts_page("*/*"));
  EXPECT_FALSE(accepts_page("text/html;q=0"));
  EXPECT_FALSE(accepts_page(""));
}

}  // namespace
}  // namespace admitone::http
