#include "contract/describe_value.hpp"

#include <limits>
#include <stdexcept>

#include <boost/json/serialize.hpp>

namespace admitone::contract {
namespace json = boost::json;

namespace {

/// Where the '>' stands that closes the '<' before `start`.
std::size_t closing_bracket(std::string_view text, std::size_t start) {
  int depth = 1;
  for (std::size_t at = start; at < text.size(); ++at) {
    if (text[at] == '<') ++depth;
    if (text[at] == '>' && --depth == 0) return at;
  }
  return text.size();
}

std::string_view without_scope(std::string_view name) {
  const std::size_t scope = name.rfind("::");
  return scope == name.npos ? name : name.substr(scope + 2);
}

/// The arguments of a template, each shortened, one after the other.
std::string shortened_arguments(std::string_view list) {
  std::string result;
  std::size_t start = 0;
  int depth = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    if (at == list.size() || (list[at] == ',' && depth == 0)) {
      result += shortened(list.substr(start, at - start));
      start = at + 1;
    } else if (list[at] == '<') {
      ++depth;
    } else if (list[at] == '>') {
      --depth;
    }
  }
  return result;
}

}  // namespace

json::object text_schema(const base::TextRules& rules) {
  json::object schema{{"type", "string"}};
  if (rules.length_min > 0) schema["minLength"] = rules.length_min;
  if (rules.length_max > 0) schema["maxLength"] = rules.length_max;
  if (!rules.pattern.empty()) schema["pattern"] = rules.pattern;
  if (!rules.format.empty()) schema["format"] = rules.format;
  if (!rules.example.empty()) schema["examples"] = json::array{rules.example};
  return schema;
}

json::object words_schema(const std::vector<std::string>& words) {
  json::array values(words.begin(), words.end());
  json::array examples{values.at(0)};
  return {{"type", "string"}, {"enum", std::move(values)}, {"examples", std::move(examples)}};
}

json::object whole_schema(long long min, long long max, long long example) {
  json::object schema{{"type", "integer"}};
  const bool is_small = min >= std::numeric_limits<std::int32_t>::min() &&
                        max <= std::numeric_limits<std::int32_t>::max();
  schema["format"] = is_small ? "int32" : "int64";
  if (min != std::numeric_limits<long long>::min()) schema["minimum"] = min;
  if (max != std::numeric_limits<long long>::max()) schema["maximum"] = max;
  schema["examples"] = json::array{example};
  return schema;
}

json::object simple_schema(std::string_view type, json::value example) {
  return {{"type", type}, {"examples", json::array{std::move(example)}}};
}

json::object list_schema(json::object items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

json::object members_schema(json::object properties, json::array required, json::value example,
                            bool closed) {
  json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  if (closed) schema["additionalProperties"] = false;
  schema["examples"] = json::array{std::move(example)};
  return schema;
}

json::object or_null(json::object schema) {
  if (json::value* type = schema.if_contains("type")) {
    if (type->is_string()) *type = json::array{*type, "null"};
    return schema;
  }
  if (schema.empty() || schema.contains("anyOf")) return schema;
  return {{"anyOf", json::array{std::move(schema), json::object{{"type", "null"}}}}};
}

json::object refer(Components& components, const std::string& name, json::object schema) {
  const auto [present, is_new] = components.emplace(name, schema);
  if (!is_new && present->value() != json::value(std::move(schema))) {
    throw std::logic_error("two different schemas are named " + name);
  }
  return {{"$ref", "#/components/schemas/" + name}};
}

std::string shortened(std::string_view demangled) {
  const std::size_t bracket = demangled.find('<');
  if (bracket == demangled.npos) {
    std::string_view name = without_scope(demangled);
    while (name.starts_with(' ')) name.remove_prefix(1);
    return std::string(name);
  }
  const std::size_t end = closing_bracket(demangled, bracket + 1);
  const std::string_view arguments = demangled.substr(bracket + 1, end - bracket - 1);
  return shortened_arguments(arguments) + std::string(without_scope(demangled.substr(0, bracket)));
}

}  // namespace admitone::contract
