#include "contract/schema.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "contract/decode.hpp"
#include "contract/sample_types.hpp"

namespace admitone::contract {
namespace {

namespace json = boost::json;

void expect_same(const json::value& actual, std::string_view expected) {
  EXPECT_EQ(json::serialize(actual), json::serialize(json::parse(expected)));
}

TEST(Schema, DescribesEveryKindOfMember) {
  Components components;
  expect_same(schema<sample::Everything>(components),
              R"({"$ref":"#/components/schemas/Everything"})");
  const json::object& own = components.at("Everything").as_object();
  expect_same(own.at("properties"), R"({
    "title": {"type": "string", "examples": ["text"]},
    "name": {"type": "string", "minLength": 1, "maxLength": 200, "examples": ["Ana Lima"]},
    "is_open": {"type": "boolean", "examples": [true]},
    "count": {"type": "integer", "format": "int32", "minimum": -2147483648, "maximum": 2147483647,
              "examples": [1]},
    "big": {"type": "integer", "format": "int64", "examples": [1]},
    "ratio": {"type": "number", "examples": [0.5]},
    "date": {"type": "string", "format": "date-time", "examples": ["2026-11-23T19:30:00Z"]},
    "concert_id": {"type": "integer", "format": "int64", "minimum": 1, "examples": [1]},
    "limit": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 500, "examples": [1]},
    "colour": {"$ref": "#/components/schemas/Colour"},
    "seat": {"$ref": "#/components/schemas/Seat"},
    "seats": {"type": "array", "items": {"$ref": "#/components/schemas/Seat"}},
    "notes": {"type": ["string", "null"], "maxLength": 2000, "examples": ["Cannot come"]},
    "tint": {"anyOf": [{"$ref": "#/components/schemas/Colour"}, {"type": "null"}]}
  })");
  expect_same(own.at("required"),
              R"(["title","name","is_open","count","big","ratio","date","concert_id",
                                      "limit","colour","seat","seats"])");
  expect_same(own.at("additionalProperties"), "false");
  expect_same(components.at("Colour"),
              R"({"type": "string", "enum": ["red", "green", "blue"], "examples": ["red"]})");
  EXPECT_EQ(components.size(), 3);
}

TEST(Schema, OfAnAnswerRequiresEveryFieldAndStaysOpen) {
  Components components;
  schema<sample::Answer>(components, Use::answer);
  expect_same(components.at("Answer"), R"({
    "type": "object",
    "properties": {
      "id": {"type": "integer", "format": "int64", "minimum": 1, "examples": [1]},
      "note": {"type": ["string", "null"], "examples": ["text"]},
      "data": {},
      "level": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 9, "examples": [0]}
    },
    "required": ["id", "note", "data", "level"],
    "examples": [{"id": 1, "note": "text", "data": {}, "level": 0}]
  })");
}

TEST(Schema, OfAPatchAllowsNullOnce) {
  Components components;
  const json::object patch = object_schema<sample::Patch>(components);
  expect_same(patch.at("properties").at("notes").at("type"), R"(["string","null"])");
  EXPECT_FALSE(patch.contains("required"));
  EXPECT_TRUE(components.empty());
}

TEST(Schema, RefusesTwoSchemasOfOneName) {
  Components components;
  schema<sample::Seat>(components);
  EXPECT_NO_THROW(schema<sample::Seat>(components));
  EXPECT_THROW(schema<sample::Seat>(components, Use::answer), std::logic_error);
}

TEST(Schema, NamesTypesWithoutTheirScopes) {
  EXPECT_EQ(short_name<sample::Everything>(), "Everything");
  EXPECT_EQ(short_name<sample::Page<sample::Seat>>(), "SeatPage");
  EXPECT_EQ(shortened("(anonymous namespace)::Sale"), "Sale");
  EXPECT_EQ(shortened("a::Pair<b::First<c::X>, d::Second>"), "XFirstSecondPair");
}

TEST(Schema, GivesExamplesThatDecodeReads) {
  const auto check = [](auto type) {
    using T = decltype(type);
    EXPECT_NO_THROW(decode<typename T::Type>(json::serialize(example<typename T::Type>())));
  };
  struct EverythingType {
    using Type = sample::Everything;
  };
  struct PatchType {
    using Type = sample::Patch;
  };
  struct FilterType {
    using Type = sample::Filter;
  };
  check(EverythingType{});
  check(PatchType{});
  check(FilterType{});
}

}  // namespace
}  // namespace admitone::contract
