#include "api/openapi.hpp"

#include <algorithm>
#include <cctype>

#include "api/pretty_json.hpp"
#include "api/problem.hpp"
#include "base/version.hpp"
#include "core/ticket_number.hpp"

namespace admitone::api {

namespace {

namespace json = boost::json;

bool needs_database(const Endpoint& endpoint) {
  return endpoint.path != "/healthz" && endpoint.path != "/openapi.json" &&
         endpoint.path != "/api/clock";
}

bool is_documented(const Endpoint& endpoint) {
  return endpoint.path.starts_with("/api/") || endpoint.path == "/healthz" ||
         endpoint.path == "/readyz" || endpoint.path == "/metrics" ||
         endpoint.path == "/openapi.json";
}

/// "/api/tickets/{id}" -> "tickets"; what is not under /api is "operations".
std::string tag_of(const Endpoint& endpoint) {
  constexpr std::string_view api = "/api/";
  if (!endpoint.path.starts_with(api)) return "operations";
  const std::string rest = endpoint.path.substr(api.size());
  return rest.substr(0, rest.find('/'));
}

/// "POST /api/tickets/{id}/mark-sold" -> "post_tickets_id_mark_sold".
std::string operation_id(const Endpoint& endpoint, const std::string& method) {
  std::string id = method;
  for (std::size_t at = endpoint.path.starts_with("/api/") ? 4 : 0; at < endpoint.path.size();
       ++at) {
    const char letter = endpoint.path[at];
    if (letter == '{' || letter == '}') continue;
    id += std::isalnum(static_cast<unsigned char>(letter)) ? letter : '_';
  }
  return id;
}

/// The names in a path's braces.
std::vector<std::string> path_parameters(const std::string& path) {
  std::vector<std::string> names;
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1)) {
    names.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
  }
  return names;
}

bool takes_file(const Endpoint& endpoint) { return !endpoint.document.file_type.empty(); }

json::array parameters_of(const Endpoint& endpoint, contract::Components& components) {
  json::array parameters;
  for (const std::string& name : path_parameters(endpoint.path)) {
    json::object schema = name == "number" ? contract::schema<core::PrintedNumber>(components)
                                           : contract::schema<base::TicketId>(components);
    parameters.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", schema}});
  }
  const bool has_query = endpoint.method == http::Verb::get || takes_file(endpoint);
  if (!has_query || !endpoint.document.input) return parameters;
  // The query's struct is written out parameter by parameter and leaves no component behind.
  contract::Components aside = components;
  endpoint.document.input(aside);
  const json::object reference = endpoint.document.input(aside);
  const std::string pointer(reference.at("$ref").as_string());
  const std::string name = pointer.substr(pointer.rfind('/') + 1);
  for (const auto& property : aside.at(name).at("properties").as_object()) {
    parameters.push_back({{"name", property.key()},
                          {"in", "query"},
                          {"required", false},
                          {"schema", property.value()}});
  }
  for (const auto& component : aside) {
    if (component.key() != name) components.insert(component);
  }
  return parameters;
}

json::object body_of(const Endpoint& endpoint, contract::Components& components) {
  if (takes_file(endpoint)) {
    const json::object file{{"schema", {{"type", "string"}}},
                            {"example", endpoint.document.file_example}};
    return {{"required", true}, {"content", {{endpoint.document.file_type, file}}}};
  }
  json::object media{{"schema", endpoint.document.input(components)}};
  media["example"] = endpoint.document.input_example();
  json::object content{{"application/json", media}};
  if (endpoint.body_form == BodyForm::json_or_form) {
    content["application/x-www-form-urlencoded"] = media;
  }
  return {{"required", true}, {"content", content}};
}

/// Which problems an endpoint may answer, from what it takes and who may call it.
std::vector<int> problems_of(const Endpoint& endpoint) {
  const bool takes_input = static_cast<bool>(endpoint.document.input);
  const bool has_parameters = !path_parameters(endpoint.path).empty();
  const bool changes = endpoint.method != http::Verb::get;
  std::vector<int> problems;
  if (takes_input && changes) {
    problems.push_back(400);
    problems.push_back(413);
  }
  if (endpoint.who != Who::open || endpoint.path.starts_with("/api/auth/")) problems.push_back(401);
  if (endpoint.who == Who::admins || endpoint.who == Who::scanners) problems.push_back(403);
  if (has_parameters || (changes && endpoint.who == Who::signed_in)) problems.push_back(404);
  if (endpoint.document.may_conflict || (changes && endpoint.path.starts_with("/api/"))) {
    problems.push_back(409);
  }
  if (takes_input || has_parameters) problems.push_back(422);
  if (endpoint.path.starts_with("/api/auth/") && takes_input) problems.push_back(429);
  if (needs_database(endpoint)) problems.push_back(503);
  std::sort(problems.begin(), problems.end());
  return problems;
}

/// Of an answer that is no JSON: text, or octets that only their content type explains.
json::object content_schema(const Endpoint& endpoint) {
  const std::string& type = endpoint.document.content_type;
  if (type.starts_with("text/") || type == "application/json") return {{"type", "string"}};
  return {{"type", "string"}, {"format", "binary"}};
}

json::object responses_of(const Endpoint& endpoint, contract::Components& components) {
  json::object success{{"description", http::Status::no_content == endpoint.success
                                           ? "Done; nothing to tell."
                                           : "Done."}};
  if (endpoint.document.output) {
    success["content"] =
        json::object{{"application/json", {{"schema", endpoint.document.output(components)}}}};
  } else if (endpoint.success != http::Status::no_content) {
    success["content"] =
        json::object{{endpoint.document.content_type, {{"schema", content_schema(endpoint)}}}};
  }
  json::object responses{{std::to_string(static_cast<int>(endpoint.success)), success}};
  if (!endpoint.document.also_ok.empty()) {
    success["description"] = endpoint.document.also_ok;
    responses["200"] = success;
  }
  for (const int status : problems_of(endpoint)) {
    for (const ProblemType& type : problem_types()) {
      if (static_cast<int>(type.status) != status) continue;
      responses[std::to_string(status)] =
          json::object{{"$ref", std::string("#/components/responses/") + type.name}};
    }
  }
  return responses;
}

json::object operation_of(const Endpoint& endpoint, const std::string& method,
                          contract::Components& components) {
  json::object operation{{"operationId", operation_id(endpoint, method)},
                         {"summary", endpoint.summary},
                         {"tags", json::array{tag_of(endpoint)}},
                         {"x-who", describe(endpoint.who)}};
  json::array parameters = parameters_of(endpoint, components);
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  const bool has_body = endpoint.document.input && endpoint.method != http::Verb::get;
  if (has_body || takes_file(endpoint)) {
    operation["requestBody"] = body_of(endpoint, components);
  }
  operation["responses"] = responses_of(endpoint, components);
  if (endpoint.who == Who::open) {
    operation["security"] = json::array{};
    if (endpoint.path == "/api/auth/refresh" || endpoint.path == "/api/auth/logout") {
      operation["security"] = json::array{json::object{{"refreshCookie", json::array{}}}};
    }
  }
  return operation;
}

/// One reusable response for each kind of problem, with an example of its document.
json::object problem_responses() {
  json::object responses;
  for (const ProblemType& type : problem_types()) {
    json::object example{{"type", std::string("/docs#problem-") + type.name},
                         {"title", type.title},
                         {"status", static_cast<int>(type.status)},
                         {"detail", "What was wrong, and what to do."},
                         {"errors", json::array{}}};
    if (type.status == http::Status::unprocessable_entity) {
      example["errors"] =
          json::array{json::object{{"pointer", "/buyer_email"}, {"detail", "is required"}}};
    }
    json::object media{{"schema", {{"$ref", "#/components/schemas/Problem"}}},
                       {"example", example}};
    responses[type.name] = json::object{{"description", type.title},
                                        {"content", {{"application/problem+json", media}}}};
  }
  return responses;
}

json::object security_schemes() {
  return {{"bearerAuth",
           {{"type", "http"},
            {"scheme", "bearer"},
            {"bearerFormat", "JWT"},
            {"description", "The access_token of POST /api/auth/login."}}},
          {"refreshCookie",
           {{"type", "apiKey"},
            {"in", "cookie"},
            {"name", "admitone_refresh"},
            {"description",
             "Set by POST /api/auth/login; scripts cannot read it. Over TLS it is called "
             "__Host-admitone_refresh."}}}};
}

}  // namespace

std::string openapi_document(const Endpoints& endpoints) {
  contract::Components components;
  contract::schema<Problem>(components, contract::Use::answer);
  json::object paths;
  for (const Endpoint& endpoint : endpoints) {
    if (!is_documented(endpoint)) continue;
    std::string method(boost::beast::http::to_string(endpoint.method));
    std::transform(method.begin(), method.end(), method.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    if (!paths.contains(endpoint.path)) paths[endpoint.path] = json::object{};
    paths[endpoint.path].as_object()[method] = operation_of(endpoint, method, components);
  }
  json::object document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Admit One"},
        {"version", base::version},
        {"summary", "Concert ticketing and door admission: every ticket admits one, exactly one."},
        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
      {"servers", json::array{json::object{{"url", "/"}}}},
      {"security", json::array{json::object{{"bearerAuth", json::array{}}}}},
      {"paths", paths},
      {"components",
       {{"schemas", components},
        {"responses", problem_responses()},
        {"securitySchemes", security_schemes()}}}};
  return pretty(document);
}

}  // namespace admitone::api
