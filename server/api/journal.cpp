#include "api/journal.hpp"

#include "api/endpoints.hpp"
#include "api/optional_text.hpp"
#include "api/page.hpp"

namespace admitone::api {

struct FactKindTag {
  static constexpr base::TextRules rules{
      .length_min = 3, .length_max = 40, .example = "scan.accepted"};
  static constexpr bool lines = false;
};

struct JournalQuery {
  std::optional<base::ConcertId> concert_id;
  std::optional<base::Text<FactKindTag>> kind;
  std::optional<Cursor> cursor;
  std::optional<PageLimit> limit;
};
BOOST_DESCRIBE_STRUCT(JournalQuery, (), (concert_id, kind, cursor, limit))

namespace {

Page<Fact> list(Call&, db::Transaction& transaction, const JournalQuery& query) {
  const core::FactFilter filter{query.concert_id, text_of(query.kind)};
  std::optional<std::int64_t> before;
  if (query.cursor) before = query.cursor->row();
  const std::int64_t limit = row_limit(query.limit);
  return make_page(
      core::list_facts(transaction, filter, before, limit + 1), limit,
      [](const core::Fact& fact) { return present(fact); },
      [](const core::Fact& fact) { return fact.number; });
}

}  // namespace

Fact present(const core::Fact& fact) {
  return {fact.number,     fact.at,        fact.kind,       fact.actor_user_id, fact.actor,
          fact.concert_id, fact.ticket_id, fact.subject_id, fact.detail};
}

Endpoints journal_endpoints() {
  return {
      get("/api/journal", Who::admins, "Who did what, and when: the newest first", reads(&list))};
}

}  // namespace admitone::api
