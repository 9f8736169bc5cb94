#include <gmock/gmock.h>

#include "contract/decode.hpp"
#include "contract/sample_types.hpp"

namespace admitone::contract {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;

MATCHER_P2(Error, pointer, detail, "") { return arg.pointer == pointer && arg.detail == detail; }

template <class F>
std::vector<base::FieldError> errors_of(F decode) {
  try {
    decode();
  } catch (const base::Refusal& refusal) {
    EXPECT_EQ(refusal.kind, base::RefusalKind::invalid);
    return refusal.errors;
  }
  ADD_FAILURE() << "was not refused";
  return {};
}

std::vector<base::FieldError> query_errors(const QueryPairs& pairs) {
  return errors_of([&] { decode_query<sample::Filter>(pairs); });
}

TEST(DecodeQuery, ReadsPlainTextsAsWhatTheMembersAre) {
  const auto filter = decode_query<sample::Filter>({{"limit", "50"},
                                                    {"ids", "3"},
                                                    {"is_open", "false"},
                                                    {"q", "12"},
                                                    {"ids", "4"},
                                                    {"colour", "blue"}});
  EXPECT_EQ(filter.colour, sample::Colour::blue);
  EXPECT_EQ(filter.limit.value().value, 50);
  EXPECT_EQ(filter.is_open, false);
  EXPECT_THAT(filter.ids, ElementsAre(base::TicketId{3}, base::TicketId{4}));
  EXPECT_EQ(filter.q, "12");
}

TEST(DecodeQuery, ReadsOneValueAsAListOfOne) {
  EXPECT_THAT(decode_query<sample::Filter>({{"ids", "3"}}).ids, ElementsAre(base::TicketId{3}));
}

TEST(DecodeQuery, RefusesWithPointersBelowQuery) {
  EXPECT_THAT(query_errors({{"ids", "x"},
                            {"ids", "0"},
                            {"limit", "501"},
                            {"is_open", "yes"},
                            {"colour", ""},
                            {"page", "2"}}),
              ElementsAre(Error("/query/colour", "must be one of red, green, blue"),
                          Error("/query/limit", "must be a whole number from 1 to 500"),
                          Error("/query/is_open", "must be true or false"),
                          Error("/query/ids/0", "must be a whole number"),
                          Error("/query/ids/1", "must be a whole number of 1 or more"),
                          Error("/query/page", "is not a field of this request")));
}

TEST(DecodeQuery, RefusesARepeatedNameThatIsNoList) {
  EXPECT_THAT(
      query_errors({{"ids", "1"}, {"q", "a"}, {"q", "b"}, {"colour", "red"}, {"colour", "red"}}),
      ElementsAre(Error("/query/colour", "must be given only once"),
                  Error("/query/q", "must be given only once")));
}

TEST(DecodeQuery, RefusesBadOctets) {
  EXPECT_THAT(query_errors({{"ids", "1"}, {"q", "a\0b"s}}),
              ElementsAre(Error("/query/q", "must be a text without NUL characters")));
  EXPECT_THAT(query_errors({{"ids", "1"}, {"q", "\xFF"}}),
              ElementsAre(Error("/query/q", "must be valid UTF-8")));
}

TEST(DecodeQuery, RefusesMoreParametersThanAnyRequestNeeds) {
  try {
    decode_query<sample::Filter>(QueryPairs(101, {"ids", "1"}));
    ADD_FAILURE() << "was not refused";
  } catch (const base::Refusal& refusal) {
    EXPECT_EQ(refusal.kind, base::RefusalKind::malformed);
  }
}

TEST(DecodePath, ReadsOneParameter) {
  EXPECT_EQ(decode_path<base::TicketId>("id", "42").value, 42);
  EXPECT_EQ(decode_path<base::Name>("name", "Ana").text(), "Ana");
}

TEST(DecodePath, RefusesWithAPointerBelowPath) {
  for (const char* text : {"", "x", "1x", " 1", "+1", "1.0", "0x1"}) {
    EXPECT_THAT(errors_of([&] { decode_path<base::TicketId>("id", text); }),
                ElementsAre(Error("/path/id", "must be a whole number")))
        << text;
  }
  EXPECT_THAT(errors_of([] { decode_path<base::TicketId>("id", "99999999999999999999"); }),
              ElementsAre(Error("/path/id", "must be a whole number of 1 or more")));
}

}  // namespace
}  // namespace admitone::contract
