#pragma once
// The whole contract: every endpoint in one table.

#include "api/endpoint.hpp"
#include "http/router.hpp"

namespace admitone::api {

// One resource each, from the file of that name.
Endpoints auth_endpoints();
Endpoints user_endpoints();
Endpoints concert_endpoints();
Endpoints ticket_endpoints();
Endpoints ticket_artefact_endpoints();
Endpoints scan_endpoints();
Endpoints refund_endpoints();
Endpoints transfer_endpoints();
Endpoints key_endpoints();
Endpoints journal_endpoints();
Endpoints live_endpoints();
Endpoints job_endpoints();
Endpoints print_sheet_endpoints();
Endpoints import_endpoints();
Endpoints export_endpoints();
Endpoints clock_endpoints();
Endpoints operation_endpoints();
Endpoints address_verification_endpoints();
Endpoints letter_endpoints();

/// All of them, in the order of the contract.
Endpoints all_endpoints();

/// The router that answers them. `rooms` must outlive it.
http::Router make_router(const Endpoints& endpoints, const Rooms& rooms);

/// One line an endpoint ("GET /api/users/ admins"), sorted: a golden file in the tree.
std::string route_table(const Endpoints& endpoints);

}  // namespace admitone::api
