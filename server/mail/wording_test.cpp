#include "mail/wording.hpp"

#include <gmock/gmock.h>

namespace admitone::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

Wording words() {
  return {.subject = "A <subject>",
          .headline = "Your ticket",
          .paragraphs = {"Hello <b>Ana</b> & \"friends\",\nwelcome."},
          .facts = {{"Where", "Café 'Noir'"}},
          .link = Link{"Claim it", "https://tickets.example.org/claim#K7QM-2X9D-4HTR"},
          .reason = "You bought it."};
}

TEST(Wording, TextHasEverythingAsItIs) {
  EXPECT_EQ(to_text(words()),
            "Your ticket\n\nHello <b>Ana</b> & \"friends\",\nwelcome.\n\nWhere: Café 'Noir'\n\n"
            "Claim it:\nhttps://tickets.example.org/claim#K7QM-2X9D-4HTR\n\n--\nYou bought it.\n");
}

TEST(Wording, HtmlEscapesAllWords) {
  const auto html = to_html(words());
  EXPECT_THAT(html, HasSubstr("<title>A &lt;subject&gt;</title>"));
  EXPECT_THAT(html,
              HasSubstr("Hello &lt;b&gt;Ana&lt;/b&gt; &amp; &quot;friends&quot;,<br>\nwelcome."));
  EXPECT_THAT(html, HasSubstr("<dd>Café &#39;Noir&#39;</dd>"));
  EXPECT_THAT(html, HasSubstr("href=\"https://tickets.example.org/claim#K7QM-2X9D-4HTR\""));
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(html, Not(HasSubstr("<table")));
}

TEST(Wording, LeavesOutWhatThereIsNot) {
  Wording bare = words();
  bare.facts.clear();
  bare.link.reset();
  EXPECT_THAT(to_html(bare), Not(testing::AnyOf(HasSubstr("<dl>"), HasSubstr("<a "))));
  EXPECT_THAT(to_text(bare), Not(HasSubstr(":\n")));
}

}  // namespace
}  // namespace admitone::mail
