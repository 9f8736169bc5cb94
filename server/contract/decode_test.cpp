#include "contract/decode.hpp"

#include <gmock/gmock.h>

#include "contract/encode.hpp"
#include "contract/sample_types.hpp"

namespace admitone::contract {
namespace {

using namespace std::string_literals;
using base::RefusalKind;
using testing::ElementsAre;
using testing::HasSubstr;

MATCHER_P2(Error, pointer, detail, "") { return arg.pointer == pointer && arg.detail == detail; }

/// What decoding `json` is refused with; the test fails if it is not.
template <class T>
base::Refusal refusal(std::string_view json) {
  try {
    decode<T>(json);
  } catch (const base::Refusal& refusal) {
    return refusal;
  }
  ADD_FAILURE() << "was not refused: " << json;
  return {RefusalKind::conflict, ""};
}

/// The valid document with one field's value replaced, or with the field left out for "".
std::string with(const std::string& field, const std::string& value) {
  static const std::vector<std::pair<std::string, std::string>> fields{
      {"title", R"("Opening")"},
      {"name", R"("Ana Lima")"},
      {"is_open", "true"},
      {"count", "-3"},
      {"big", "1"},
      {"ratio", "0.1"},
      {"date", R"("2026-11-23T19:30:00Z")"},
      {"concert_id", "7"},
      {"limit", "500"},
      {"colour", R"("green")"},
      {"seat", R"({"row":"A","number":1})"},
      {"seats", "[]"},
  };
  std::string json;
  for (const auto& [name, usual] : fields) {
    const std::string& text = name == field ? value : usual;
    if (!text.empty()) json += (json.empty() ? "{\"" : ",\"") + name + "\":" + text;
  }
  return json + "}";
}

TEST(Decode, ReadsEveryKindOfMember) {
  const auto value = decode<sample::Everything>(sample::everything_json);
  EXPECT_EQ(value.title, "Opening");
  EXPECT_EQ(value.name.text(), "Ana Lima");
  EXPECT_TRUE(value.is_open);
  EXPECT_EQ(value.count, -3);
  EXPECT_EQ(value.big, 9223372036854775807);
  EXPECT_EQ(value.ratio, 0.1);
  EXPECT_EQ(base::to_rfc3339(value.date), "2026-11-23T19:30:00Z");
  EXPECT_EQ(value.concert_id.value, 7);
  EXPECT_EQ(value.limit.value, 500);
  EXPECT_EQ(value.colour, sample::Colour::green);
  EXPECT_EQ(value.seat.row, "A");
  EXPECT_EQ(value.seats.at(0).number, 2);
  EXPECT_EQ(value.notes.value().text(), "Two\nlines");
  EXPECT_EQ(value.tint, std::nullopt);
}

TEST(Decode, ReadsAnyOrderOfFieldsAndAnyWhiteSpace) {
  const auto seat = decode<sample::Seat>(" {\r\n\t\"number\" : 4 , \"row\" : \"C\" } \n");
  EXPECT_EQ(seat.row, "C");
  EXPECT_EQ(seat.number, 4);
}

TEST(Decode, ReadsEscapes) {
  const auto seat = decode<sample::Seat>(
      R"({"r\u006fw":"a\"b\\c\/d\b\f\n\r\t\u00e9\ud83c\udfab end","number":1})");
  EXPECT_EQ(seat.row, "a\"b\\c/d\b\f\n\r\t\u00e9\U0001F3AB end");
}

TEST(Decode, ReadsAnEmptyObjectForAStructWithoutMembers) {
  EXPECT_NO_THROW(decode<sample::Nothing>("{}"));
  EXPECT_THAT(refusal<sample::Nothing>(R"({"a":1})").errors,
              ElementsAre(Error("/a", "is not a field of this request")));
}

TEST(Decode, TellsAbsentFromNullInAPatch) {
  EXPECT_EQ(decode<sample::Patch>("{}").notes, std::nullopt);
  const auto taken_away = decode<sample::Patch>(R"({"notes":null,"name":null})");
  ASSERT_TRUE(taken_away.notes.has_value());
  EXPECT_EQ(*taken_away.notes, std::nullopt);
  EXPECT_EQ(taken_away.name, std::nullopt);
  EXPECT_EQ(decode<sample::Patch>(R"({"notes":"new"})").notes.value().value().text(), "new");
}

TEST(Decode, ReadsTheMembersOfBasesToo) {
  const auto value = decode<sample::Named>(R"({"name":"Ana","id":1})");
  EXPECT_EQ(value.id.value, 1);
  EXPECT_EQ(value.name, "Ana");
}

TEST(Decode, RefusesWhatIsNotJsonAndSaysWhere) {
  struct Case {
    std::string json;
    std::string reason;
  };
  const std::string deep = R"({"a":)" + std::string(16, '[') + std::string(16, ']') + "}";
  const std::vector<Case> cases{
      {"", "The body is empty: it must be a JSON object."},
      {"   ", "it ends too early (line 1, column 4)"},
      {"{", "it ends too early (line 1, column 2)"},
      {R"({"row":"A)", "it ends too early (line 1, column 10)"},
      {R"({"row":"A","number":1)", "it ends too early (line 1, column 22)"},
      {R"({"row":"A","number":-)", "it ends too early"},
      {R"({"row":tru)", "it ends too early"},
      {"{\n  \"row\": oops\n}", "does not belong there (line 2, column 10)"},
      {R"({"row":'A'})", "does not belong there (line 1, column 8)"},
      {R"({"row":"A",})", "does not belong there (line 1, column 12)"},
      {R"({row:"A"})", "does not belong there (line 1, column 2)"},
      {R"({"é":"é"x})", "does not belong there (line 1, column 9)"},
      {R"({"number":01})", "does not belong there"},
      {R"({"number":+1})", "does not belong there"},
      {R"({"number":.5})", "does not belong there"},
      {R"({"number":NaN})", "does not belong there"},
      {R"({"number":1e99999999999})", "an exponent is too large"},
      {"{} // why", "something follows the object (line 1, column 4)"},
      {"{}{}", "something follows the object (line 1, column 3)"},
      {"\xEF\xBB\xBF{}", "does not belong there (line 1, column 1)"},
      {"{\"row\":\"a\nb\"}", "does not belong there"},
      {"{\"row\":\"a\0b\"}"s, "does not belong there"},
      {R"({"row":"a\u0000b"})", "a text holds a NUL character"},
      {R"({"row\u0000":"a"})", "a name holds a NUL character"},
      {R"({"row":"\ud83c"})", "does not belong there"},
      {R"({"row":"\ud83cx"})", "does not belong there"},
      {R"({"row":"\ud83c\ud83c"})", "a surrogate escape stands alone"},
      {R"({"row":"\udfab"})", "a surrogate escape stands alone"},
      {R"({"row":"\u12G4"})", "four hexadecimal digits"},
      {R"({"row":"\x41"})", "does not belong there"},
      {"{\"row\":\"\xC3(\"}", "it is not valid UTF-8"},
      {"{\"row\":\"\xC0\xAF\"}", "it is not valid UTF-8"},
      {"{\"row\":\"\xED\xA0\x80\"}", "it is not valid UTF-8"},
      {"{\"row\":\"\xF4\x90\x80\x80\"}", "it is not valid UTF-8"},
      {"{\"row\":\"\xE2\x82", "it is not valid UTF-8"},
      {R"({"row":"A","row":"B"})", "an object has two fields of one name"},
      {R"({"row":"A","r\u006fw":"B"})", "an object has two fields of one name"},
      {R"({"seat":{"a":[{"b":1,"b":1}]}})", "an object has two fields of one name"},
      {deep, "it is nested more than 16 levels deep"},
      {"[]", "The body must be a JSON object."},
      {"null", "The body must be a JSON object."},
      {"\"text\"", "The body must be a JSON object."},
      {"1", "The body must be a JSON object."},
  };
  for (const Case& one : cases) {
    const base::Refusal refused = refusal<sample::Seat>(one.json);
    EXPECT_EQ(refused.kind, RefusalKind::malformed) << one.json;
    EXPECT_THAT(refused.what(), HasSubstr(one.reason)) << one.json;
    EXPECT_TRUE(refused.errors.empty()) << one.json;
  }
}

TEST(Decode, RefusesEveryTruncationOfAValidDocument) {
  const std::string& whole = sample::everything_json;
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_EQ(refusal<sample::Everything>(whole.substr(0, length)).kind, RefusalKind::malformed);
  }
}

TEST(Decode, AcceptsSixteenLevelsAndNamesTheUnknownField) {
  const std::string json = R"({"a":)" + std::string(15, '[') + std::string(15, ']') + "}";
  EXPECT_EQ(refusal<sample::Nothing>(json).errors.at(0).pointer, "/a");
}

TEST(Decode, RefusesManyFieldsOfOneName) {
  std::string json = "{";
  for (int field = 0; field < 1000; ++field) json += "\"f" + std::to_string(field) + "\":0,";
  EXPECT_THAT(refusal<sample::Nothing>(json + "\"f500\":0}").what(),
              HasSubstr("two fields of one name"));
  EXPECT_EQ(refusal<sample::Nothing>(json + "\"other\":0}").kind, RefusalKind::invalid);
}

TEST(Decode, RefusesMoreValuesThanARequestNeeds) {
  std::string json = R"({"a":[0)";
  for (std::size_t value = 0; value < Document::values_max; ++value) json += ",0";
  EXPECT_THAT(refusal<sample::Nothing>(json + "]}").what(), HasSubstr("it has too many values"));
}

TEST(Decode, RefusesEachWrongFieldWithItsPointerAndWhatItMustBe) {
  struct Case {
    std::string field;
    std::string value;
    std::string pointer;
    std::string detail;
  };
  const std::string date =
      "must be a date and time with its offset from UTC, such as 2026-11-23T19:30:00Z";
  const std::string of_int = "must be a whole number from -2147483648 to 2147483647";
  const std::string of_big =
      "must be a whole number from -9223372036854775808 to 9223372036854775807";
  const std::vector<Case> cases{
      {"title", "", "/title", "is required"},
      {"title", "null", "/title", "must be a text"},
      {"title", "1", "/title", "must be a text"},
      {"title", "[]", "/title", "must be a text"},
      {"name", "", "/name", "is required"},
      {"name", "{}", "/name", "must be a text"},
      {"is_open", "", "/is_open", "is required"},
      {"is_open", "1", "/is_open", "must be true or false"},
      {"is_open", R"("true")", "/is_open", "must be true or false"},
      {"count", "", "/count", "is required"},
      {"count", R"("1")", "/count", "must be a whole number"},
      {"count", "1.0", "/count", "must be a whole number"},
      {"count", "1e2", "/count", "must be a whole number"},
      {"count", "null", "/count", "must be a whole number"},
      {"count", "2147483648", "/count", of_int},
      {"count", "-2147483649", "/count", of_int},
      {"big", "9223372036854775808", "/big", of_big},
      {"big", "-9223372036854775809", "/big", of_big},
      {"big", "18446744073709551616", "/big", of_big},
      {"big", "1" + std::string(400, '0'), "/big", of_big},
      {"ratio", "", "/ratio", "is required"},
      {"ratio", R"("0.5")", "/ratio", "must be a number"},
      {"ratio", "1e400", "/ratio", "must be a number that a 64-bit float can hold"},
      {"date", "", "/date", "is required"},
      {"date", R"("2026-11-23")", "/date", date},
      {"date", R"("2026-11-23T19:30:00")", "/date", date},
      {"date", R"("2026-02-30T19:30:00Z")", "/date", date},
      {"date", "1700000000", "/date", date},
      {"concert_id", "", "/concert_id", "is required"},
      {"concert_id", "0", "/concert_id", "must be a whole number of 1 or more"},
      {"concert_id", "-1", "/concert_id", "must be a whole number of 1 or more"},
      {"concert_id", R"("7")", "/concert_id", "must be a whole number"},
      {"limit", "", "/limit", "is required"},
      {"limit", "0", "/limit", "must be a whole number from 1 to 500"},
      {"limit", "501", "/limit", "must be a whole number from 1 to 500"},
      {"limit", "5.0", "/limit", "must be a whole number"},
      {"colour", "", "/colour", "is required"},
      {"colour", R"("pink")", "/colour", "must be one of red, green, blue"},
      {"colour", R"("Red")", "/colour", "must be one of red, green, blue"},
      {"colour", "0", "/colour", "must be one of red, green, blue"},
      {"seat", "", "/seat", "is required"},
      {"seat", "[]", "/seat", "must be an object"},
      {"seat", R"({"row":"A"})", "/seat/number", "is required"},
      {"seat", R"({"row":"A","number":1,"x":1})", "/seat/x", "is not a field of this request"},
      {"seats", "", "/seats", "is required"},
      {"seats", "{}", "/seats", "must be a list"},
      {"seats", R"([{"row":"A","number":1},7])", "/seats/1", "must be an object"},
      {"seats", R"([{"row":"A","number":1},{"row":2,"number":1}])", "/seats/1/row",
       "must be a text"},
  };
  for (const Case& one : cases) {
    const base::Refusal refused = refusal<sample::Everything>(with(one.field, one.value));
    EXPECT_EQ(refused.kind, RefusalKind::invalid) << one.field << one.value;
    EXPECT_STREQ(refused.what(), "One field is not valid.");
    EXPECT_THAT(refused.errors, ElementsAre(Error(one.pointer, one.detail))) << one.value;
  }
  EXPECT_NO_THROW(decode<sample::Everything>(with("", "")));
}

TEST(Decode, SaysOfAParsedValueWhatItsOwnRuleSays) {
  for (const std::string& name : {""s, std::string(201, 'a')}) {
    std::string expected;
    try {
      base::Name::parse(name);
    } catch (const base::BadValue& bad) {
      expected = bad.what();
    }
    const auto errors = refusal<sample::Everything>(with("name", '"' + name + '"')).errors;
    EXPECT_THAT(errors, ElementsAre(Error("/name", expected)));
    EXPECT_FALSE(expected.empty());
  }
}

TEST(Decode, RefusesAllWrongFieldsAtOnceInTheOrderOfTheStruct) {
  const base::Refusal refused = refusal<sample::Everything>(
      R"({"zzz":1,"tint":"pink","seats":[{"row":1},"x"],"limit":9999,"count":"many","a/b~c":2})");
  std::vector<std::string> pointers;
  for (const base::FieldError& error : refused.errors) pointers.push_back(error.pointer);
  EXPECT_THAT(pointers,
              ElementsAre("/title", "/name", "/is_open", "/count", "/big", "/ratio", "/date",
                          "/concert_id", "/limit", "/colour", "/seat", "/seats/0/row",
                          "/seats/0/number", "/seats/1", "/tint", "/zzz", "/a~1b~0c"));
  EXPECT_STREQ(refused.what(), "17 fields are not valid.");
}

TEST(Decode, ListsTheFirstHundredErrors) {
  std::string json = "{\"f0\":0";
  for (int field = 1; field < 150; ++field) json += ",\"f" + std::to_string(field) + "\":0";
  const base::Refusal refused = refusal<sample::Nothing>(json + "}");
  EXPECT_EQ(refused.errors.size(), 100);
  EXPECT_EQ(refused.errors.back().pointer, "/f99");
  EXPECT_STREQ(refused.what(), "150 fields are not valid. The first 100 are listed.");
}

TEST(Decode, NeverRepeatsAValue) {
  const base::Refusal refused = refusal<sample::Everything>(
      R"({"count":"hunter2hunter2","colour":"hunter2hunter2","date":"hunter2hunter2",)"
      R"("seat":"hunter2"})");
  for (const base::FieldError& error : refused.errors) {
    EXPECT_EQ(error.detail.find("hunter2"), std::string::npos) << error.pointer;
  }
  EXPECT_EQ(std::string(refusal<sample::Seat>(R"({"row":"hunter2)").what()).find("hunter2"),
            std::string::npos);
}

TEST(Decode, RefusesToSwapMembersThatAreDescribedInAnotherOrder) {
  EXPECT_THROW(decode<sample::Swapped>(R"({"first":1,"second":2})"), std::logic_error);
}

}  // namespace
}  // namespace admitone::contract
