#include "load/api.hpp"

#include <stdexcept>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace admitone::bench {

namespace json = boost::json;

namespace {

/// Throws std::runtime_error when the reply has another status than the one expected.
std::string body_of(const Reply& reply, std::string_view method, std::string_view path,
                    int status) {
  if (reply.status != status) {
    throw std::runtime_error(std::string(method) + " " + std::string(path) + " answered " +
                             std::to_string(reply.status) + ": " + std::string(reply.body));
  }
  return std::string(reply.body);
}

}  // namespace

std::string format_request(std::string_view method, std::string_view path, const Address& address,
                           std::string_view token, std::string_view body) {
  std::string request;
  request.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: ");
  request += address.authority();
  if (!token.empty()) request.append("\r\nAuthorization: Bearer ").append(token);
  if (!body.empty()) {
    request += "\r\nContent-Type: application/json\r\nContent-Length: ";
    request += std::to_string(body.size());
  }
  return request.append("\r\n\r\n").append(body);
}

Api::Api(const Options& options) : address_(parse_address(options.url)), token_(options.token) {
  if (!token_.empty()) return;
  const json::object credentials{{"username", options.username}, {"password", options.password}};
  const json::value session = post("/api/auth/login", credentials, 200);
  token_ = session.at("access_token").as_string();
}

json::value Api::get(std::string_view path) { return json::parse(call("GET", path, {}, 200)); }

json::value Api::post(std::string_view path, const json::value& body, int status) {
  return json::parse(call("POST", path, json::serialize(body), status));
}

std::optional<std::string> Api::find_text(std::string_view path) {
  constexpr int not_found = 404;
  Connection connection(address_);
  const Reply reply = connection.exchange(format_request("GET", path, address_, token_));
  if (reply.status == not_found) return std::nullopt;
  return body_of(reply, "GET", path, 200);
}

std::string Api::call(std::string_view method, std::string_view path, std::string_view body,
                      int status) {
  Connection connection(address_);
  return body_of(connection.exchange(format_request(method, path, address_, token_, body)), method,
                 path, status);
}

}  // namespace admitone::bench
