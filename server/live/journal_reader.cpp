#include "live/journal_reader.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/refusal.hpp"

namespace admitone::live {
namespace {

using Scans = std::unordered_map<std::int64_t, core::Scan>;

bool is_of_scan(const core::Fact& fact) {
  return fact.kind.starts_with("scan.") && fact.subject_id.has_value();
}

Scans scans_of(db::Transaction& transaction, std::span<const core::Fact> facts) {
  std::vector<base::ScanId> ids;
  for (const core::Fact& fact : facts) {
    if (is_of_scan(fact)) ids.push_back({*fact.subject_id});
  }
  Scans scans;
  if (ids.empty()) return scans;
  for (core::Scan& scan : core::find_scans(transaction, ids)) {
    const std::int64_t id = scan.id.value;
    scans.emplace(id, std::move(scan));
  }
  return scans;
}

void add_fact(EventGroup& group, const Renderers& renderers, const core::Fact& fact,
              const Scans& scans) {
  const auto scan = is_of_scan(fact) ? scans.find(*fact.subject_id) : scans.end();
  if (scan != scans.end()) {
    group.add(fact.number, "scan", renderers.scan(scan->second));
  } else {
    group.add(fact.number, "fact", renderers.fact(fact));
  }
}

/// Nothing once the concert has been removed: that itself is a fact which followers are told.
void add_counts(EventGroup& group, db::Transaction& transaction, const Renderers& renderers,
                base::ConcertId concert_id) {
  try {
    group.add_attendance(group.last(),
                         renderers.attendance(core::get_attendance(transaction, concert_id)));
  } catch (const base::Refusal& refusal) {
    if (refusal.kind != base::RefusalKind::not_found) throw;
  }
}

}  // namespace

Reading read_facts(db::Transaction& transaction, const Renderers& renderers,
                   const std::set<base::ConcertId>& followed, std::int64_t after,
                   std::int64_t limit) {
  auto facts = core::facts_after(transaction, after, limit);
  Reading reading;
  reading.through = facts.empty() ? after : facts.back().number;
  reading.is_full = std::ssize(facts) == limit;
  std::erase_if(facts, [&](const core::Fact& fact) {
    return !fact.concert_id || !followed.contains(*fact.concert_id);
  });
  const Scans scans = scans_of(transaction, facts);
  std::map<base::ConcertId, std::shared_ptr<EventGroup>> groups;
  for (const core::Fact& fact : facts) {
    auto& group = groups[*fact.concert_id];
    if (!group) group = std::make_shared<EventGroup>();
    add_fact(*group, renderers, fact, scans);
  }
  for (const auto& [concert_id, group] : groups) {
    add_counts(*group, transaction, renderers, concert_id);
    reading.groups.emplace(concert_id, group);
  }
  return reading;
}

Page read_page(db::Transaction& transaction, const Renderers& renderers, base::ConcertId concert_id,
               std::optional<std::int64_t> after, std::int64_t limit) {
  // The number first: counts that are newer than their number are told again, older ones would be a
  // gap.
  const std::int64_t newest = core::newest_fact(transaction);
  const std::int64_t begin = std::min(after.value_or(newest), newest);
  const auto facts = core::facts_after(transaction, concert_id, begin, limit);
  const Scans scans = scans_of(transaction, facts);
  Page page;
  for (const core::Fact& fact : facts) add_fact(page.group, renderers, fact, scans);
  page.is_full = std::ssize(facts) == limit;
  page.through = page.is_full ? page.group.last() : std::max(newest, page.group.last());
  page.group.add_attendance(page.through,
                            renderers.attendance(core::get_attendance(transaction, concert_id)));
  return page;
}

}  // namespace admitone::live
