#pragma once
// A refusal -> an RFC 9457 problem document. The one place where what went wrong becomes a status.

#include <exception>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/refusal.hpp"
#include "http/message.hpp"
#include "http/server.hpp"

namespace admitone::base {
BOOST_DESCRIBE_STRUCT(FieldError, (), (pointer, detail))
}

namespace admitone::api {

/// One kind of problem, as clients may rely on it: "/docs#problem-<name>" is its `type`.
struct ProblemType {
  http::Status status;
  const char* name;
  const char* title;
};

/// Every kind there is, in the order of the statuses.
const std::vector<ProblemType>& problem_types();

/// The wire form.
struct Problem {
  std::string type;
  std::string title;
  int status = 0;
  std::string detail;
  std::vector<base::FieldError> errors;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, errors))

/// A problem document with the headers that belong to it (WWW-Authenticate, Retry-After).
http::Response problem_response(http::Status status, const std::string& detail,
                                const std::vector<base::FieldError>& errors = {},
                                int retry_after_s = 0);

/// For what the HTTP room itself refuses.
http::Response render(const http::Failure& failure);

/// For what a handler threw: refusals by their kind, an unreachable database as 503, anything else
/// as 500 with its details in the log alone.
http::Response rescue(std::exception_ptr thrown, const http::Request& request);

}  // namespace admitone::api
