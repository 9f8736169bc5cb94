// No question that is asked often may read a whole table: SQLite's own account of how it answers
// the statements of this room.

#include <deque>

#include <gmock/gmock.h>

#include "core/address_verification.hpp"
#include "core/attendance.hpp"
#include "core/concerts.hpp"
#include "core/imports.hpp"
#include "core/journal.hpp"
#include "core/refunds.hpp"
#include "core/scans.hpp"
#include "core/tickets.hpp"
#include "support/databases.hpp"

namespace admitone::core {
namespace {

/// Statements must live as long as the program, also those made here.
const std::string& kept(std::string sql) {
  static std::deque<std::string> statements;
  return statements.emplace_back(std::move(sql));
}

/// Passes everything on to a real transaction, and asks it for the plan of each statement first.
class Explainer final : public db::Transaction {
 public:
  explicit Explainer(db::Transaction& transaction) : transaction_(transaction) {}

  using db::Transaction::run;
  db::Rows run(std::string_view sql, std::span<const db::Argument> arguments) override {
    explain(sql, arguments);
    return transaction_.run(sql, arguments);
  }
  std::vector<db::Rows> run_each(std::string_view sql,
                                 std::span<const db::Arguments> each) override {
    if (!each.empty()) explain(sql, each.front());
    return transaction_.run_each(sql, each);
  }

  std::vector<std::vector<db::Rows>> find_together(
      std::span<const db::Question> questions) override {
    for (const auto& [sql, each] : questions) {
      if (!each.empty()) explain(sql, each.front());
    }
    return transaction_.find_together(questions);
  }
  std::int64_t change_each(std::string_view sql, std::span<const db::Arguments> each) override {
    if (!each.empty()) explain(sql, each.front());
    return transaction_.change_each(sql, each);
  }
  void change_soon(std::string_view sql, std::span<const db::Arguments> each) override {
    change_each(sql, each);
  }
  void change_each_soon(std::string_view sql, std::span<const db::Arguments> each) override {
    change_each(sql, each);
  }
  db::Later run_later(std::string_view sql, std::span<const db::Argument> arguments) override {
    explain(sql, arguments);
    return transaction_.run_later(sql, arguments);
  }

  std::string plans;  ///< a line for each step

 private:
  void explain(std::string_view sql, std::span<const db::Argument> arguments) {
    db::Rows steps = transaction_.run(kept("EXPLAIN QUERY PLAN " + std::string(sql)), arguments);
    const std::size_t detail = steps.column_count - 1;
    for (std::size_t row = 0; row < steps.size(); ++row) {
      plans += std::get<std::string>(steps.at(row, detail)) + "\n";
    }
  }

  db::Transaction& transaction_;
};

/// The plans of all statements that `ask` runs.
template <class F>
std::string plans_of(F ask) {
  const auto scratch = tests::migrated_database(db::Engine::sqlite);
  const auto database = db::open({.url = scratch->url(), .connections = 1});
  return database->write([&](db::Transaction& transaction) {
    Explainer explainer(transaction);
    ask(explainer);
    return explainer.plans;
  });
}

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// One index answers, in the order that is wanted, and no other table is read through.
auto is_answered_by(const std::string& index) {
  return AllOf(HasSubstr(index), Not(HasSubstr("SCAN ")), Not(HasSubstr("TEMP B-TREE")));
}

constexpr base::ConcertId concert{1};

std::string plan_of_list(const TicketFilter& filter) {
  return plans_of(
      [&](db::Transaction& transaction) { list_tickets(transaction, concert, filter, 0, 50); });
}

TEST(StatementPlans, TicketListsFollowAnIndex) {
  EXPECT_THAT(plan_of_list({}), is_answered_by("(concert_id=? AND serial>?)"));
  EXPECT_THAT(plan_of_list({TicketStatus::refunded, {}}),
              is_answered_by("tickets_rare_status (concert_id=? AND rare_status=? AND serial>?)"));
  EXPECT_THAT(plan_of_list({TicketStatus::sold, {}}),
              is_answered_by("(concert_id=? AND serial>?)"));
}

TEST(StatementPlans, ScansAreFoundByTheirTicketAndTheirConcert) {
  const std::string of_ticket = plans_of(
      [](db::Transaction& transaction) { list_scans_of(transaction, base::TicketId{1}, {}, 50); });
  EXPECT_THAT(of_ticket, AllOf(HasSubstr("scans_one_admission (ticket_id=?"),
                               HasSubstr("scans_other (ticket_id=?"), Not(HasSubstr("SCAN "))));
  EXPECT_THAT(
      plans_of([](db::Transaction& transaction) { list_scans_at(transaction, concert, {}, 50); }),
      AllOf(HasSubstr("journal_concert (concert_id=? AND number<?)"), Not(HasSubstr("SCAN "))));
}

TEST(StatementPlans, ATicketsHistoryIsFoundByTheTicket) {
  EXPECT_THAT(
      plans_of([](db::Transaction& transaction) {
        list_facts_of(transaction, base::TicketId{1}, 0, 50);
      }),
      AllOf(HasSubstr("journal_ticket (ticket_id=?"), HasSubstr("scans_one_admission (ticket_id=?"),
            HasSubstr("scans_other (ticket_id=?"), Not(HasSubstr("SCAN journal")),
            Not(HasSubstr("SCAN s")), Not(HasSubstr("SCAN j"))));
}

TEST(StatementPlans, TicketSearchesKeepToTheConcert) {
  EXPECT_THAT(plan_of_list({{}, "Lourenço"}), is_answered_by("(concert_id=? AND serial>?)"));
  EXPECT_THAT(plan_of_list({{}, "ana"}), is_answered_by("(concert_id=? AND serial>?)"));
  EXPECT_THAT(plan_of_list({TicketStatus::sold, "Lourenço"}), is_answered_by("concert_id=?"));
  EXPECT_THAT(plan_of_list({TicketStatus::sold, "ana"}), is_answered_by("concert_id=?"));
}

TEST(StatementPlans, OneTicketIsFoundByAKey) {
  EXPECT_THAT(
      plans_of([](db::Transaction& transaction) { find_ticket(transaction, base::TicketId{1}); }),
      is_answered_by("SEARCH tickets USING INTEGER PRIMARY KEY"));
  EXPECT_THAT(plans_of([](db::Transaction& transaction) {
                find_ticket(transaction, PrintedNumber::parse(TicketNumber::random().text()));
              }),
              is_answered_by("(ticket_number=?)"));
  EXPECT_THAT(plans_of([](db::Transaction& transaction) {
                list_tickets_of(transaction, base::UserId{1}, {}, 50);
              }),
              is_answered_by("tickets_holder (current_holder_id=? AND "));
}

TEST(StatementPlans, TheJournalIsReadByNumber) {
  const auto back = [](const FactFilter& filter) {
    return plans_of([&](db::Transaction& transaction) { list_facts(transaction, filter, {}, 50); });
  };
  EXPECT_THAT(back({}), is_answered_by("INTEGER PRIMARY KEY (rowid<?)"));
  EXPECT_THAT(back({concert, {}}), is_answered_by("journal_concert (concert_id=? AND number<?)"));
  EXPECT_THAT(back({{}, "ticket.sold"}), is_answered_by("journal_kind (kind=? AND number<?)"));
  EXPECT_THAT(back({concert, "ticket.sold"}), is_answered_by("number<?"));
  EXPECT_THAT(plans_of([](db::Transaction& transaction) { facts_after(transaction, 7, 50); }),
              is_answered_by("INTEGER PRIMARY KEY (rowid>?)"));
  EXPECT_THAT(
      plans_of([](db::Transaction& transaction) { facts_after(transaction, concert, 7, 50); }),
      is_answered_by("journal_concert (concert_id=? AND number>?)"));
}

void add_concert(db::Transaction& transaction) {
  transaction.run(
      "INSERT INTO concerts (id, name, date, venue, description, timezone, currency, created_at) "
      "VALUES (1, '', 0, '', '', '', 'EUR', 0)");
  transaction.run("INSERT INTO attendance (concert_id) VALUES (1)");
}

TEST(StatementPlans, AnImportFindsReferencesAndPeopleByAKey) {
  const std::vector<ImportRow> rows{{.line = 2,
                                     .buyer_name = "Ana",
                                     .buyer_email = "ana@example.org",
                                     .tier = {},
                                     .price = {},
                                     .reference = "A-1"}};
  const std::string plans = plans_of([&](db::Transaction& transaction) {
    add_concert(transaction);
    store_import(transaction, {rows, {{concert, 1, {}, {}}, 1, 1, {}, {}}, {""}}, Mailing::off, {});
  });
  EXPECT_THAT(plans, AllOf(HasSubstr("tickets_reference (concert_id=? AND reference=?)"),
                           HasSubstr("users_email (<expr>=?)"), Not(HasSubstr("SCAN t")),
                           Not(HasSubstr("SCAN u"))));
}

TEST(StatementPlans, ARefundListOfAConcertFollowsAnIndex) {
  EXPECT_THAT(
      plans_of([](db::Transaction& transaction) { list_refunds_at(transaction, concert, {}, 50); }),
      AllOf(HasSubstr("refunds_concert (concert_id=? AND id<?)"), Not(HasSubstr("SCAN ")),
            Not(HasSubstr("TEMP B-TREE"))));
}

TEST(StatementPlans, LettersAreFoundWhenTheyAreDueAndByTheirTicket) {
  const base::Timestamp now{std::chrono::seconds(1)};
  // The first entry of the index is the answer.
  EXPECT_THAT(plans_of([](db::Transaction& transaction) { next_due(transaction); }),
              AllOf(HasSubstr("USING INDEX letters_waiting"), Not(HasSubstr("B-TREE"))));
  EXPECT_THAT(plans_of([&](db::Transaction& transaction) { take_due(transaction, now); }),
              is_answered_by("letters_waiting (next_attempt_at<?)"));
  EXPECT_THAT(plans_of([](db::Transaction& transaction) {
                list_letters_of(transaction, base::TicketId{1}, 50);
              }),
              is_answered_by("letters_ticket (ticket_id=?)"));
}

TEST(StatementPlans, TicketsSoldToAnAddressAreFoundByIt) {
  const auto bind = [](db::Transaction& transaction) {
    const base::Timestamp now{std::chrono::seconds(1)};
    const NewUser visitor{"rita", "rita@example.org", Role::viewer, "hash", false};
    const User rita = add_user(transaction, visitor, std::nullopt, now);
    verify_address(transaction, issue_verification(transaction, rita, now), now);
  };
  EXPECT_THAT(plans_of(bind), HasSubstr("tickets_unclaimed (<expr>=?)"));
}

TEST(StatementPlans, ConcertsAndCountsAreFoundByAKey) {
  EXPECT_THAT(plans_of([](db::Transaction& transaction) { find_concert(transaction, concert); }),
              is_answered_by("INTEGER PRIMARY KEY"));
  EXPECT_THAT(plans_of([](db::Transaction& transaction) { list_concerts(transaction, {}, 50); }),
              is_answered_by("INTEGER PRIMARY KEY (rowid>?)"));
  EXPECT_THAT(plans_of([](db::Transaction& transaction) {
                add_concert(transaction);
                get_attendance(transaction, concert);
                apply(transaction, concert, {.created = 1});
              }),
              Not(HasSubstr("SCAN a")));
}

}  // namespace
}  // namespace admitone::core
