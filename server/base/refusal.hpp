#pragma once
// A refusal: something asked for that the rules do not allow. It is thrown, rolls the transaction
// back on its way, and is mapped to an HTTP status once, at the edge (api/problem).

#include <stdexcept>
#include <string>
#include <vector>

namespace admitone::base {

struct FieldError {
  std::string pointer;  ///< JSON pointer (RFC 6901) to the field, such as "/buyer_email"
  std::string detail;   ///< what the value must be, for the person who typed it
};

enum class RefusalKind {
  malformed,        // 400
  unauthenticated,  // 401
  forbidden,        // 403
  not_found,        // 404
  conflict,         // 409
  invalid,          // 422
  too_many,         // 429
  unavailable,      // 503
};

class Refusal : public std::runtime_error {
 public:
  Refusal(RefusalKind of_kind, const std::string& detail, std::vector<FieldError> field_errors = {},
          int retry_s = 0)
      : std::runtime_error(detail),
        kind(of_kind),
        errors(std::move(field_errors)),
        retry_after_s(retry_s) {}

  RefusalKind kind;
  std::vector<FieldError> errors;  ///< only for `invalid`: every field that is wrong
  int retry_after_s;               ///< for `too_many` and `unavailable`
};

inline Refusal not_found(const std::string& what) { return {RefusalKind::not_found, what}; }
inline Refusal conflict(const std::string& why) { return {RefusalKind::conflict, why}; }
inline Refusal forbidden(const std::string& why) { return {RefusalKind::forbidden, why}; }
inline Refusal invalid_field(const std::string& pointer, const std::string& detail) {
  return {RefusalKind::invalid, "One field is not valid.", {{pointer, detail}}};
}

}  // namespace admitone::base
