#include "mail/mailbox.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace admitone::mail {
namespace {

TEST(Mailbox, ReadsANameAndAnAddress) {
  const auto mailbox = Mailbox::parse("Box office <tickets@venue.example>");
  EXPECT_EQ(mailbox.name, "Box office");
  EXPECT_EQ(mailbox.address, "tickets@venue.example");
  EXPECT_EQ(mailbox.domain(), "venue.example");
  EXPECT_EQ(mailbox.text(), "Box office <tickets@venue.example>");
}

TEST(Mailbox, ReadsAnAddressAloneAndAQuotedName) {
  EXPECT_EQ(Mailbox::parse(" tickets@venue.example ").name, "");
  EXPECT_EQ(Mailbox::parse("<tickets@venue.example>").address, "tickets@venue.example");
  EXPECT_EQ(Mailbox::parse("\"Café, Bar\" <t@venue.example>").name, "Café, Bar");
}

TEST(Mailbox, RefusesWhatIsNone) {
  for (const char* const bad : {"", "nobody", "Box office", "A <t@venue.example", "A <nobody>",
                                "A <t@venue.example> B", "A\r\nBcc: x@y <t@venue.example>"}) {
    EXPECT_THROW(Mailbox::parse(bad), base::BadValue) << bad;
  }
}

}  // namespace
}  // namespace admitone::mail
