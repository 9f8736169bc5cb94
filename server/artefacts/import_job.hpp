#pragma once
// The job that imports a file of buyers.

#include "artefacts/job_runner.hpp"
#include "core/signing_keys.hpp"
#include "db/database.hpp"

namespace admitone::artefacts {

/// Signs the codes with progress and nobody waiting, then stores all tickets, and the letters that
/// were asked for, in one transaction that ends the job.
void import_tickets(JobRun& run, db::Database& database, core::SigningKeys& keys);

}  // namespace admitone::artefacts
