#include "api/endpoints.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/openapi.hpp"

namespace admitone::api {
namespace {

std::string golden(const std::string& name) {
  std::ifstream file(std::filesystem::path(ADMITONE_SOURCE_FOLDER) / "docs" / name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The first line that is another in the golden file; "" when there is none.
std::string difference(const std::string& text, const std::string& name) {
  std::istringstream lines(text);
  std::istringstream golden_lines(golden(name));
  std::string line, golden_line;
  for (int number = 1;; ++number) {
    const bool has_line = static_cast<bool>(std::getline(lines, line));
    const bool has_golden = static_cast<bool>(std::getline(golden_lines, golden_line));
    if (!has_line && !has_golden) return "";
    if (has_line != has_golden || line != golden_line) {
      return name + ", line " + std::to_string(number) + ": \"" + golden_line + "\" is now \"" +
             line + "\" (script/golden writes it anew)";
    }
  }
}

TEST(Contract, RouteTableIsTheGoldenFile) {
  EXPECT_EQ(difference(route_table(all_endpoints()), "routes.txt"), "");
}

TEST(Contract, DocumentIsTheGoldenFile) {
  EXPECT_EQ(difference(openapi_document(all_endpoints()), "openapi.json"), "");
}

TEST(Contract, DocumentHasNoDanglingReferenceAndNoRepeatedOperation) {
  const auto document = boost::json::parse(openapi_document(all_endpoints()));
  std::set<std::string> operations;
  std::vector<const boost::json::value*> open{&document};
  while (!open.empty()) {
    const auto* value = open.back();
    open.pop_back();
    if (const auto* array = value->if_array()) {
      for (const auto& element : *array) open.push_back(&element);
    }
    const auto* object = value->if_object();
    if (object == nullptr) continue;
    for (const auto& member : *object) open.push_back(&member.value());
    if (const auto* id = object->if_contains("operationId")) {
      EXPECT_TRUE(operations.insert(std::string(id->as_string())).second) << id->as_string();
    }
    if (const auto* reference = object->if_contains("$ref")) {
      const std::string pointer(std::string_view(reference->as_string()).substr(1));
      boost::system::error_code missing;
      EXPECT_NE(document.find_pointer(pointer, missing), nullptr) << pointer;
    }
  }
  EXPECT_GT(operations.size(), 40u);
}

TEST(Contract, EveryExampleIsAcceptedByItsOwnDecoder) {
  for (const Endpoint& endpoint : all_endpoints()) {
    if (!endpoint.document.input_example) continue;
    EXPECT_TRUE(endpoint.document.input_example().is_object()) << endpoint.path;
  }
}

}  // namespace
}  // namespace admitone::api
