#include "core/imports.hpp"

#include <gmock/gmock.h>

#include "core/jobs.hpp"
#include "core/ticket_house_fixture.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;

class Imports : public TicketHouse {
 protected:
  static ImportRow buyer(std::int64_t line, const std::string& name) {
    return {.line = line,
            .buyer_name = name,
            .buyer_email = name + "@example.org",
            .tier = "Balcony",
            .price = 4950,
            .reference = {}};
  }
  static ImportRow referring(std::int64_t line, const std::string& reference) {
    ImportRow row = buyer(line, "rita");
    row.reference = reference;
    return row;
  }
  static std::vector<ImportRow> buyers(std::int64_t count) {
    std::vector<ImportRow> rows;
    for (std::int64_t at = 0; at < count; ++at) rows.push_back(buyer(at + 2, "buyer"));
    return rows;
  }

  PreparedImport prepare(const std::vector<ImportRow>& rows) {
    return database().write([&](db::Transaction& transaction) {
      const auto first_id = reserve_ticket_ids(
          transaction, {concert, static_cast<std::int64_t>(rows.size()), {}, {}});
      return prepare_import(rows, concert, first_id, *keys.signer(transaction), {});
    });
  }
  StoredImport store(const PreparedImport& prepared, Mailing mailing = Mailing::off) {
    return database().write([&](db::Transaction& transaction) {
      auto stored = store_import(transaction, prepared, mailing, now());
      record(transaction, fact_of(stored, admin.id, now()));
      return stored;
    });
  }
  StoredImport import(const std::vector<ImportRow>& rows) { return store(prepare(rows)); }

  std::vector<ImportProblem> problems_of(const std::vector<ImportRow>& rows) {
    ImportProblems problems;
    database().read(
        [&](db::Transaction& transaction) { check_import(transaction, concert, rows, problems); });
    return problems.list();
  }

  AddedImport add(const std::string& file, Mailing mailing = Mailing::off) {
    return database().write([&](db::Transaction& transaction) {
      return add_import(transaction,
                        {.concert_id = concert,
                         .file = base::as_bytes(file),
                         .file_digest = base::digest(base::as_bytes(file)),
                         .row_count = 3,
                         .actor = admin.id,
                         .mailing = mailing},
                        now());
    });
  }
  std::int64_t letters_waiting() {
    return database()
        .read([](db::Transaction& transaction) { return summarize_outbox(transaction); })
        .waiting;
  }
  std::vector<Letter> letters_of(base::TicketId id) {
    return database().read([&](db::Transaction& transaction) {
      return list_letters_of(transaction, id, letters_of_ticket_max);
    });
  }
  void end(base::JobId id, JobStatus status) {
    database().write([&](db::Transaction& transaction) {
      ASSERT_TRUE(take_job(transaction, id, "lease", now()));
      finish_job(transaction, id, "lease", status, "", now());
    });
  }
  std::optional<base::Bytes> file_of(base::JobId id) {
    return database().read(
        [&](db::Transaction& transaction) { return find_import_file(transaction, id); });
  }

  std::vector<Ticket> tickets(const std::string& search = "") {
    return database().read([&](db::Transaction& transaction) {
      return list_tickets(transaction, concert, {.status = {}, .search = search}, 0, 500);
    });
  }
};
INSTANTIATE_ON_EACH_DATABASE(Imports);

TEST_P(Imports, AreTicketsSoldToTheirBuyers) {
  make_tickets(3);
  auto rows = buyers(250);
  rows[249] = {.line = 251,
               .buyer_name = "Rita Sousa",
               .buyer_email = "rita@example.com",
               .tier = {},
               .price = {},
               .reference = "SUPPER-1"};
  const StoredImport stored = import(rows);
  EXPECT_EQ(stored.first_serial, 4);
  EXPECT_EQ(stored.last_serial, 253);
  const auto found = tickets("SOUSA");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].serial, 253);
  // A "u" is in no ticket number: nothing but the reference can be meant.
  EXPECT_EQ(tickets("supper-1").at(0).serial, 253);
  EXPECT_EQ(found[0].status, TicketStatus::sold);
  EXPECT_EQ(found[0].sold_at, now());
  EXPECT_EQ(found[0].buyer_email, "rita@example.com");
  EXPECT_EQ(found[0].price, std::nullopt);
  EXPECT_EQ(found[0].tier, std::nullopt);
  EXPECT_EQ(found[0].reference, "SUPPER-1");
  EXPECT_EQ(found[0].current_holder_id, std::nullopt);
  const Attendance counts = attendance();
  EXPECT_EQ(counts.created, 3);
  EXPECT_EQ(counts.sold, 250);
  EXPECT_EQ(counts.revenue, 249 * 4950);
}

TEST_P(Imports, HaveCodesThatAreGenuine) {
  import(buyers(1));
  const auto code = parse_code(tickets().at(0).code_text());
  ASSERT_TRUE(code);
  EXPECT_TRUE(database().read(
      [&](db::Transaction& transaction) { return keys.is_genuine(transaction, *code); }));
}

TEST_P(Imports, AreHeldByWhoeverHasVerifiedTheAddress) {
  std::vector<ImportRow> rows = buyers(203);
  rows[0].buyer_email = "ANA@example.org";
  rows[101].buyer_email = "bruno@example.org";
  rows[202].buyer_email = "ana@example.org";
  database().write([&](db::Transaction& transaction) {
    change_user(transaction, bruno.id, {.role = {}, .is_active = false, .password_hash = {}},
                admin.id, now());
  });
  import(rows);
  const auto stored = tickets();
  EXPECT_EQ(stored[0].current_holder_id, ana.id);
  EXPECT_EQ(stored[0].original_buyer_id, ana.id);
  EXPECT_EQ(stored[1].current_holder_id, std::nullopt);
  EXPECT_EQ(stored[101].current_holder_id, std::nullopt);
  EXPECT_EQ(stored[202].current_holder_id, ana.id);
}

TEST_P(Imports, AreOneFact) {
  import(buyers(12));
  const Fact fact = newest_fact();
  EXPECT_EQ(fact.kind, "ticket.imported");
  EXPECT_EQ(fact.detail, "Imported 12 tickets, 1 to 12");
  EXPECT_EQ(fact.actor_user_id, admin.id);
  import(buyers(1));
  EXPECT_EQ(newest_fact().detail, "Imported ticket 13");
}

TEST_P(Imports, WriteALetterForEachTicketWhereThatIsAskedFor) {
  constexpr std::int64_t more_than_at_once = 1'001;
  import(buyers(2));
  EXPECT_EQ(letters_waiting(), 0);
  const StoredImport stored = store(prepare(buyers(more_than_at_once)), Mailing::on);
  EXPECT_EQ(stored.sentence(), "Imported 1001 tickets, 3 to 1003; each buyer gets a letter");
  EXPECT_EQ(letters_waiting(), more_than_at_once);
  for (const Ticket& ticket : tickets()) {
    const auto letters = letters_of(ticket.id);
    ASSERT_EQ(letters.size(), ticket.serial <= 2 ? 0U : 1U) << ticket.serial;
    if (letters.empty()) continue;
    EXPECT_EQ(letters[0].kind, LetterKind::ticket_sold);
    EXPECT_EQ(letters[0].to_email, ticket.buyer_email);
    EXPECT_EQ(letters[0].ticket_issue, ticket.issue);
    EXPECT_EQ(letters[0].next_attempt_at, now() + (ticket.serial - 3) * import_letter_interval);
  }
  EXPECT_EQ(store(prepare(buyers(1)), Mailing::on).sentence(),
            "Imported ticket 1004; its buyer gets a letter");
}

TEST_P(Imports, LeaveNoLetterWhenTheyCannotBeStored) {
  import({referring(2, "A-1")});
  const auto prepared = prepare({buyer(2, "ana"), referring(3, "A-1")});
  EXPECT_EQ(refusal_of([&] { store(prepared, Mailing::on); }), RefusalKind::conflict);
  EXPECT_EQ(letters_waiting(), 0);
}

TEST_P(Imports, RememberWhetherLettersWereAskedFor) {
  const auto mailing_of = [&](base::JobId id) {
    return database().read(
        [&](db::Transaction& transaction) { return find_import_mailing(transaction, id); });
  };
  EXPECT_EQ(mailing_of(add("one").job_id), Mailing::off);
  const AddedImport asked = add("two", Mailing::on);
  EXPECT_EQ(mailing_of(asked.job_id), Mailing::on);
  EXPECT_EQ(add("two", Mailing::off).job_id, asked.job_id);
  EXPECT_EQ(mailing_of(asked.job_id), Mailing::on);
}

TEST_P(Imports, TellOfTheRowsThatTheCapacityLeavesNoRoomFor) {
  concert = make_concert("Fado", 5).id;
  make_tickets(2);
  EXPECT_THAT(problems_of(buyers(3)), testing::IsEmpty());
  const auto problems = problems_of(buyers(5));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].line, 5);
  EXPECT_THAT(problems[0].detail, testing::HasSubstr("room for 3 more"));
}

TEST_P(Imports, TellOfReferencesThatAreTakenOrRepeated) {
  import({referring(2, "A-1"), referring(3, "A-2")});
  const auto problems = problems_of({referring(2, "B-1"), buyer(3, "rita"), referring(4, "A-2"),
                                     referring(5, "B-1"), buyer(6, "rita")});
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].line, 4);
  EXPECT_EQ(problems[0].column, "reference");
  EXPECT_EQ(problems[1].line, 5);
  EXPECT_THAT(problems[1].detail, testing::HasSubstr("line 2"));
}

TEST_P(Imports, FindATakenReferenceAmongManyThousands) {
  import({referring(2, "A-7777")});
  std::vector<ImportRow> rows;
  for (std::int64_t at = 0; at < 12'345; ++at) {
    rows.push_back(referring(at + 2, "A-" + std::to_string(at)));
  }
  const auto problems = problems_of(rows);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].line, 7779);
}

TEST_P(Imports, MayReferToTheSameInAnotherConcert) {
  import({referring(2, "A-1")});
  concert = make_concert("Jazz").id;
  EXPECT_THAT(problems_of({referring(2, "A-1")}), testing::IsEmpty());
  EXPECT_EQ(import({referring(2, "A-1")}).count, 1);
}

TEST_P(Imports, RefusePricesThatOverflowTogether) {
  std::vector<ImportRow> rows = buyers(101);
  for (ImportRow& row : rows) row.price = import_total_max / 100;
  EXPECT_EQ(total_price(rows), import_total_max + 1);
  const auto problems = problems_of(rows);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].column, "price");
}

TEST_P(Imports, StoreNothingOnceTheCapacityIsTaken) {
  concert = make_concert("Fado", 5).id;
  const auto prepared = prepare(buyers(4));
  make_tickets(2);
  EXPECT_EQ(refusal_of([&] { store(prepared); }), RefusalKind::conflict);
  EXPECT_EQ(attendance().total(), 2);
  EXPECT_EQ(attendance().revenue, 0);
}

TEST_P(Imports, StoreNothingOnceAReferenceIsTaken) {
  const auto prepared = prepare({buyer(2, "ana"), referring(3, "A-1")});
  import({referring(2, "A-1")});
  EXPECT_EQ(refusal_of([&] { store(prepared); }), RefusalKind::conflict);
  EXPECT_EQ(tickets().size(), 1U);
}

TEST_P(Imports, TwoWithOneReferenceAtOnceAreOne) {
  const auto first = prepare({referring(2, "A-1")});
  const auto second = prepare({referring(2, "A-1")});
  EXPECT_THAT(at_once({[&] { store(first); }, [&] { store(second); }}),
              testing::UnorderedElementsAre(std::nullopt, RefusalKind::conflict));
  EXPECT_EQ(tickets().size(), 1U);
}

TEST_P(Imports, OfOneFileAreOneJob) {
  const AddedImport first = add("a file");
  EXPECT_TRUE(first.is_new);
  const AddedImport again = add("a file");
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.job_id, first.job_id);
  EXPECT_TRUE(add("another file").is_new);
  end(first.job_id, JobStatus::done);
  EXPECT_EQ(add("a file").job_id, first.job_id);
}

TEST_P(Imports, OfOneFileAtOnceAreOneJob) {
  std::vector<std::function<void()>> works(6, [&] { add("a file"); });
  EXPECT_THAT(at_once(works), testing::Each(std::nullopt));
  EXPECT_EQ(database()
                .read([&](db::Transaction& transaction) {
                  return list_jobs(transaction, concert, JobKind::import, {}, 10);
                })
                .size(),
            1U);
}

TEST_P(Imports, ThatFailedMayBeTriedAgain) {
  const AddedImport first = add("a file");
  end(first.job_id, JobStatus::failed);
  const AddedImport again = add("a file");
  EXPECT_TRUE(again.is_new);
  EXPECT_NE(again.job_id, first.job_id);
}

TEST_P(Imports, KeepTheFileUntilTheyEnd) {
  const AddedImport added = add("a file");
  const auto forget = [&] {
    database().write([](db::Transaction& transaction) { forget_imported_files(transaction); });
  };
  forget();
  EXPECT_EQ(file_of(added.job_id), base::Bytes({'a', ' ', 'f', 'i', 'l', 'e'}));
  end(added.job_id, JobStatus::done);
  forget();
  EXPECT_EQ(file_of(added.job_id), std::nullopt);
  EXPECT_FALSE(add("a file").is_new);
}

TEST_P(Imports, GoWithTheirConcert) {
  const AddedImport added = add("a file");
  database().write(
      [&](db::Transaction& transaction) { remove_concert(transaction, concert, admin.id, now()); });
  EXPECT_EQ(file_of(added.job_id), std::nullopt);
}

TEST(ImportProblems, AreAllCountedAndTheFirstOnesKept) {
  ImportProblems problems;
  for (std::int64_t line = 5000; line > 0; --line) problems.add({line, "name", "is empty"});
  EXPECT_EQ(problems.count(), 5000);
  const auto kept = problems.list();
  ASSERT_EQ(kept.size(), import_problems_kept_max);
  EXPECT_EQ(kept.front().line, 4001);
  EXPECT_EQ(kept.back().line, 5000);
}

}  // namespace
}  // namespace admitone::core
