#pragma once
// The contract's document: OpenAPI 3.1, made from the typed endpoints, so that it cannot tell
// anything else than what the server does.

#include <string>

#include "api/endpoint.hpp"

namespace admitone::api {

/// Pretty-printed, keys in a fixed order: a golden file in the tree. Pages and their parts are left
/// out.
std::string openapi_document(const Endpoints& endpoints);

}  // namespace admitone::api
