#include "api/endpoints.hpp"

#include <algorithm>

#include "api/web_app.hpp"

namespace admitone::api {
namespace {

/// Who asks, once it is clear that they may; nobody where anybody may.
boost::asio::awaitable<std::optional<Caller>> admit(Who who, const Rooms& rooms,
                                                    http::Request& request) {
  if (who == Who::open) co_return std::nullopt;
  Caller caller = co_await rooms.callers.identify(request, rooms.clock.now());
  request.caller = caller.user.username;
  permit(who, caller.user.role);
  co_return caller;
}

/// Permits, then answers.
boost::asio::awaitable<http::Response> answer(const Endpoint& endpoint, const Rooms& rooms,
                                              http::Request& request) {
  Call call{
      .rooms = rooms, .request = request, .now = rooms.clock.now(), .caller = {}, .headers = {}};
  call.caller = co_await admit(endpoint.who, rooms, request);
  http::Response response = co_await endpoint.respond(call);
  for (auto& header : call.headers) response.headers.push_back(std::move(header));
  co_return response;
}

}  // namespace

Endpoint raw(std::string path, Who who, std::string summary, std::string content_type,
             std::function<boost::asio::awaitable<http::Response>(Call&)> respond) {
  Endpoint result{http::Verb::get,  std::move(path), who, std::move(summary),
                  http::Status::ok, BodyForm::json,  {},  {}};
  result.document.content_type = std::move(content_type);
  result.respond = std::move(respond);
  return result;
}

http::Response write_download(Download download, const std::string& content_type) {
  http::Response response;
  response.content_type = content_type;
  response.body = std::move(download.body);
  response.headers = {
      {"Content-Disposition", "inline; filename=\"" + download.file_name + "\""},
      {"Cache-Control", "private, no-store"},
  };
  return response;
}

Endpoints all_endpoints() {
  Endpoints all;
  for (auto* resource : {auth_endpoints,        address_verification_endpoints,
                         user_endpoints,        concert_endpoints,
                         ticket_endpoints,      ticket_artefact_endpoints,
                         letter_endpoints,      scan_endpoints,
                         refund_endpoints,      transfer_endpoints,
                         key_endpoints,         journal_endpoints,
                         live_endpoints,        job_endpoints,
                         print_sheet_endpoints, import_endpoints,
                         export_endpoints,      clock_endpoints,
                         operation_endpoints,   page_endpoints}) {
    for (Endpoint& endpoint : resource()) all.push_back(std::move(endpoint));
  }
  return all;
}

http::Router make_router(const Endpoints& endpoints, const Rooms& rooms) {
  http::Router router;
  for (const Endpoint& endpoint : endpoints) {
    http::Route route{endpoint.method, endpoint.path, [endpoint, &rooms](http::Request& request) {
                        return answer(endpoint, rooms, request);
                      }};
    if (endpoint.file_bytes_max > 0) {
      route.large_body = {
          endpoint.file_bytes_max,
          [who = endpoint.who, &rooms](http::Request& request) -> boost::asio::awaitable<void> {
            co_await admit(who, rooms, request);
          }};
    }
    router.add(std::move(route));
  }
  router.set_fallback(&show_web_app);
  return router;
}

std::string route_table(const Endpoints& endpoints) {
  std::vector<std::string> lines;
  for (const Endpoint& endpoint : endpoints) {
    lines.push_back(std::string(boost::beast::http::to_string(endpoint.method)) + " " +
                    endpoint.path + " " + describe(endpoint.who) + "\n");
  }
  std::sort(lines.begin(), lines.end());
  std::string table;
  for (const std::string& line : lines) table += line;
  return table;
}

}  // namespace admitone::api
