#pragma once
// What browsers are told about every answer, so that they do no more with it than is meant.

#include "http/message.hpp"

namespace admitone::app {

/// Keeps browsers from guessing what an answer is, from telling other sites where somebody was,
/// from letting other sites' pages frame or embed it, and from running anything in it, unless it
/// brings a policy of its own as pages do.
void add_security_headers(http::Response& response);

/// Keeps browsers from coming back without TLS, for a year (RFC 6797).
void require_tls(http::Response& response);

}  // namespace admitone::app
