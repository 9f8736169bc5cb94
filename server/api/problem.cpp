#include "api/problem.hpp"

#include "base/log.hpp"
#include "contract/encode.hpp"
#include "db/database.hpp"

namespace admitone::api {

namespace {

constexpr int database_retry_after_s = 2;

http::Status status_of(base::RefusalKind kind) {
  using base::RefusalKind;
  switch (kind) {
    case RefusalKind::malformed:
      return http::Status::bad_request;
    case RefusalKind::unauthenticated:
      return http::Status::unauthorized;
    case RefusalKind::forbidden:
      return http::Status::forbidden;
    case RefusalKind::not_found:
      return http::Status::not_found;
    case RefusalKind::conflict:
      return http::Status::conflict;
    case RefusalKind::invalid:
      return http::Status::unprocessable_entity;
    case RefusalKind::too_many:
      return http::Status::too_many_requests;
    case RefusalKind::unavailable:
      return http::Status::service_unavailable;
  }
  return http::Status::internal_server_error;
}

}  // namespace

const std::vector<ProblemType>& problem_types() {
  static const std::vector<ProblemType> types{
      {http::Status::bad_request, "malformed", "The request cannot be read"},
      {http::Status::unauthorized, "unauthenticated", "Sign in first"},
      {http::Status::forbidden, "forbidden", "Not allowed"},
      {http::Status::not_found, "not-found", "Not found"},
      {http::Status::method_not_allowed, "method-not-allowed", "Method not allowed"},
      {http::Status::request_timeout, "timeout", "The request took too long to arrive"},
      {http::Status::conflict, "conflict", "Not possible in the present state"},
      {http::Status::payload_too_large, "too-large", "The body is too large"},
      {http::Status::unprocessable_entity, "invalid", "Some fields are not valid"},
      {http::Status::too_many_requests, "too-many-requests", "Too many requests"},
      {http::Status::request_header_fields_too_large, "headers-too-large",
       "The headers are too large"},
      {http::Status::internal_server_error, "internal", "Something went wrong on the server"},
      {http::Status::service_unavailable, "unavailable", "Not available at the moment"},
  };
  return types;
}

http::Response problem_response(http::Status status, const std::string& detail,
                                const std::vector<base::FieldError>& errors, int retry_after_s) {
  Problem problem{.type = "about:blank",
                  .title = "Problem",
                  .status = static_cast<int>(status),
                  .detail = detail,
                  .errors = errors};
  for (const ProblemType& type : problem_types()) {
    if (type.status == status) {
      problem.type = std::string("/docs#problem-") + type.name;
      problem.title = type.title;
    }
  }
  http::Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = contract::encode(problem);
  if (status == http::Status::unauthorized) {
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
  }
  if (retry_after_s > 0) {
    response.headers.emplace_back("Retry-After", std::to_string(retry_after_s));
  }
  return response;
}

http::Response render(const http::Failure& failure) {
  return problem_response(failure.status, failure.detail, {}, failure.retry_after_s);
}

http::Response rescue(std::exception_ptr thrown, const http::Request& request) {
  try {
    std::rethrow_exception(thrown);
  } catch (const base::Refusal& refusal) {
    const int retry_after_s = refusal.kind == base::RefusalKind::unavailable
                                  ? std::max(refusal.retry_after_s, 1)
                                  : refusal.retry_after_s;
    return problem_response(status_of(refusal.kind), refusal.what(), refusal.errors, retry_after_s);
  } catch (const db::Unavailable& unavailable) {
    base::log(base::LogLevel::warning, "database unavailable",
              {{"request_id", request.id}, {"cause", std::string_view(unavailable.what())}});
    return problem_response(http::Status::service_unavailable,
                            "The database cannot be reached at the moment. Try again shortly.", {},
                            database_retry_after_s);
  } catch (const std::exception& bug) {
    base::log(base::LogLevel::error, "request failed",
              {{"request_id", request.id}, {"cause", std::string_view(bug.what())}});
  } catch (...) {
    base::log(base::LogLevel::error, "request failed", {{"request_id", request.id}});
  }
  return problem_response(
      http::Status::internal_server_error,
      "This is our fault, not yours. The log has the details under request id " + request.id + ".");
}

}  // namespace admitone::api
