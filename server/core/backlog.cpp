#include "core/backlog.hpp"

#include "core/outbox.hpp"

namespace admitone::core {

Backlog read_backlog(db::Transaction& transaction) {
  const OutboxSummary outbox = summarize_outbox(transaction);
  const auto with_status = [&](std::string_view status) {
    return transaction
        .find<std::int64_t>("SELECT count(*) FROM jobs WHERE finished_at IS NULL AND status = $1",
                            {status})
        .value();
  };
  return {outbox.waiting, outbox.given_up, outbox.oldest_waiting_at, with_status("queued"),
          with_status("running")};
}

}  // namespace admitone::core
