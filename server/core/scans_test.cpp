#include "core/scans.hpp"

#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/refusal.hpp"
#include "core/journal_fixture.hpp"
#include "core/refunds.hpp"
#include "core/scans_fixture.hpp"
#include "core/transfers.hpp"

namespace admitone::core {
namespace {

using testing::ElementsAre;

class Scans : public DoorsOpen {
 protected:
  Reason reason_of(const ScanAttempt& attempt) { return record_one(attempt).scan.reason; }
  std::vector<Fact> facts_of(const Ticket& ticket) {
    return read([&](auto& transaction) { return facts_of_ticket(transaction, ticket.id); });
  }
};
INSTANTIATE_ON_EACH_DATABASE(Scans);

/// The pointer of the one wrong field of a refusal.
std::string pointer_of(const ScanOutcome& outcome) {
  try {
    std::rethrow_exception(std::get<std::exception_ptr>(outcome));
  } catch (const base::Refusal& refusal) {
    EXPECT_EQ(refusal.kind, base::RefusalKind::invalid);
    return refusal.errors.at(0).pointer;
  }
}

const Scan& scan_in(const ScanOutcome& outcome) { return std::get<Recorded>(outcome).scan; }

TEST_P(Scans, AdmitsASoldTicket) {
  const Ticket ticket = sold_ticket();
  const Recorded recorded = record_one(scan_of(ticket));
  EXPECT_FALSE(recorded.is_replay);
  EXPECT_EQ(recorded.scan.verdict, Verdict::accepted);
  EXPECT_EQ(recorded.scan.ticket_id, ticket.id);
  EXPECT_EQ(recorded.scan.concert_id, ticket.concert_id);
  EXPECT_EQ(recorded.scan.scanned_by, "sam");
  EXPECT_EQ(recorded.scan.ticket_number, ticket.ticket_number);
  EXPECT_EQ(recorded.scan.serial, ticket.serial);
  EXPECT_EQ(recorded.scan.buyer_name, "Carla Reis");
  EXPECT_EQ(recorded.scan.ticket_status, TicketStatus::attended);
  EXPECT_FALSE(recorded.scan.previous_scanned_at);
  EXPECT_EQ(stored(ticket).status, TicketStatus::attended);
  EXPECT_EQ(stored(ticket).updated_at, recorded.scan.scanned_at);
}

TEST_P(Scans, SecondScanNamesTheFirstGate) {
  const Ticket ticket = sold_ticket();
  const Scan first = record_one(scan_of(ticket)).scan;
  ScanAttempt again = scan_of(ticket);
  again.location = "Gate B";
  again.scanned_by = rita;
  const Scan second = record_one(again).scan;
  EXPECT_EQ(second.verdict, Verdict::refused);
  EXPECT_EQ(second.reason, Reason::already_admitted);
  EXPECT_EQ(second.previous_location, "Gate A");
  EXPECT_EQ(second.previous_scanned_by, "sam");
  EXPECT_EQ(second.previous_scanned_at, first.scanned_at);
  EXPECT_EQ(message_of(second), "Already admitted at Gate A by sam on 2026-11-23 at 19:30 UTC.");
}

TEST_P(Scans, ASecondScanInTheSameBatchSeesTheFirst) {
  const Ticket ticket = sold_ticket();
  const ScanAttempt first = scan_of(ticket);
  const ScanAttempt second = scan_of(ticket);
  const auto outcomes = record_all({first, second});
  EXPECT_EQ(scan_in(outcomes[0]).reason, Reason::ok);
  EXPECT_EQ(scan_in(outcomes[1]).reason, Reason::already_admitted);
  EXPECT_EQ(scan_in(outcomes[1]).previous_scanned_at, first.scanned_at);
  const Recorded replay = record_one(second);
  EXPECT_TRUE(replay.is_replay);
  EXPECT_EQ(replay.scan.previous_scanned_at, first.scanned_at);
  EXPECT_EQ(replay.scan.previous_location, "Gate A");
  EXPECT_EQ(replay.scan.previous_scanned_by, "sam");
}

TEST_P(Scans, ABatchMovesEachTicketThroughAllItsScans) {
  const Ticket ticket = sold_ticket();
  const auto outcomes = record_all(
      {scan_of(ticket, ScanType::sale_confirmation), scan_of(ticket, ScanType::entry_check),
       scan_of(ticket, ScanType::entry_check), scan_of(ticket), scan_of(ticket)});
  std::vector<TicketStatus> statuses;
  for (const auto& outcome : outcomes) statuses.push_back(scan_in(outcome).ticket_status.value());
  EXPECT_THAT(statuses, ElementsAre(TicketStatus::sold, TicketStatus::scanned_entry,
                                    TicketStatus::scanned_entry, TicketStatus::attended,
                                    TicketStatus::attended));
  EXPECT_FALSE(scan_in(outcomes[1]).previous_scanned_at)
      << "a sale confirmation is no earlier scan";
  EXPECT_EQ(scan_in(outcomes[2]).previous_scanned_at, scan_in(outcomes[1]).scanned_at);
  EXPECT_EQ(scan_in(outcomes[3]).previous_scanned_at, scan_in(outcomes[2]).scanned_at);
  EXPECT_EQ(scan_in(outcomes[4]).reason, Reason::already_admitted);
  EXPECT_EQ(scan_in(outcomes[4]).previous_scanned_at, scan_in(outcomes[3]).scanned_at);
  EXPECT_EQ(attendance().attended, 1);
  EXPECT_EQ(attendance().scanned_entry, 0);
  EXPECT_EQ(attendance().sold, 0);
}

TEST_P(Scans, AnEntryCheckIsAcceptedAgainAndNamesTheOneBefore) {
  const Ticket ticket = sold_ticket();
  const Scan first = record_one(scan_of(ticket, ScanType::entry_check)).scan;
  const Scan again = record_one(scan_of(ticket, ScanType::entry_check)).scan;
  EXPECT_EQ(again.verdict, Verdict::accepted);
  EXPECT_EQ(again.previous_scanned_at, first.scanned_at);
  EXPECT_EQ(again.ticket_status, TicketStatus::scanned_entry);
  const Scan admission = record_one(scan_of(ticket)).scan;
  EXPECT_EQ(admission.verdict, Verdict::accepted);
  EXPECT_EQ(admission.previous_scanned_at, again.scanned_at);
}

TEST_P(Scans, ASaleConfirmationLeavesTheTicketAlone) {
  const Ticket ticket = sold_ticket();
  EXPECT_EQ(reason_of(scan_of(ticket, ScanType::sale_confirmation)), Reason::ok);
  EXPECT_EQ(stored(ticket).status, TicketStatus::sold);
  EXPECT_EQ(stored(ticket).updated_at, ticket.updated_at);
  EXPECT_FALSE(record_one(scan_of(ticket)).scan.previous_scanned_at);
}

TEST_P(Scans, AReplayAnswersWithTheStoredVerdict) {
  const Ticket ticket = unsold_tickets(1).front();
  const ScanAttempt early = scan_of(ticket);
  EXPECT_EQ(reason_of(early), Reason::not_sold);
  sell(ticket);
  const ScanAttempt admission = scan_of(ticket);
  EXPECT_EQ(reason_of(admission), Reason::ok);
  const std::int64_t facts = count_of("SELECT COUNT(*) FROM journal");

  ScanAttempt later = early;
  later.scanned_at += std::chrono::hours(1);
  const Recorded refusal = record_one(later);
  EXPECT_TRUE(refusal.is_replay);
  EXPECT_EQ(refusal.scan.reason, Reason::not_sold);
  EXPECT_EQ(refusal.scan.ticket_status, TicketStatus::created);
  EXPECT_EQ(refusal.scan.scanned_at, early.scanned_at);
  EXPECT_FALSE(refusal.scan.previous_scanned_at);
  const Recorded acceptance = record_one(admission);
  EXPECT_TRUE(acceptance.is_replay);
  EXPECT_EQ(acceptance.scan.reason, Reason::ok);
  EXPECT_FALSE(acceptance.scan.previous_scanned_at);
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM scans"), 2);
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM journal"), facts);
}

TEST_P(Scans, TheSameScanIdTwiceInOneBatchIsOneScan) {
  const ScanAttempt attempt = scan_of(sold_ticket());
  const auto outcomes = record_all({attempt, attempt, attempt});
  EXPECT_FALSE(std::get<Recorded>(outcomes[0]).is_replay);
  EXPECT_TRUE(std::get<Recorded>(outcomes[1]).is_replay);
  EXPECT_TRUE(std::get<Recorded>(outcomes[2]).is_replay);
  EXPECT_EQ(scan_in(outcomes[2]).id, scan_in(outcomes[0]).id);
  EXPECT_EQ(scan_in(outcomes[2]).reason, Reason::ok);
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM scans"), 1);
}

TEST_P(Scans, RefusesAScanIdThatWasUsedForAnotherScan) {
  const ScanAttempt first = scan_of(sold_ticket());
  const auto with_id_of_first = [&](ScanAttempt attempt) {
    attempt.scan_id = first.scan_id;
    return attempt;
  };
  ScanAttempt elsewhere = first;
  elsewhere.location = "Gate B";
  ScanAttempt with_notes = first;
  with_notes.notes = "";
  const ScanAttempt another = with_id_of_first(scan_of(sold_ticket()));
  const auto in_one_batch = record_all({first, elsewhere});
  EXPECT_EQ(scan_in(in_one_batch[0]).reason, Reason::ok);
  EXPECT_EQ(pointer_of(in_one_batch[1]), "/scan_id");
  for (const auto& outcome : record_all({elsewhere, with_notes, another})) {
    EXPECT_EQ(pointer_of(outcome), "/scan_id");
  }
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM scans"), 1);
}

TEST_P(Scans, RefusesAGateOfNoConcertAndJudgesItsNeighbours) {
  const Ticket ticket = sold_ticket();
  ScanAttempt nowhere = scan_of(ticket);
  nowhere.concert_id = base::ConcertId{999};
  const ScanAttempt here = scan_of(ticket);
  const auto outcomes = record_all({nowhere, here});
  EXPECT_EQ(pointer_of(outcomes[0]), "/concert_id");
  EXPECT_EQ(scan_in(outcomes[1]).reason, Reason::ok);
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM scans"), 1);
}

TEST_P(Scans, ReadsATicketNumberAsItWasTyped) {
  const Ticket ticket = sold_ticket();
  ScanAttempt typed = scan_of(ticket, ScanType::entry_check);
  typed.code.reset();
  typed.ticket_number = " " + ticket.ticket_number;
  EXPECT_EQ(reason_of(typed), Reason::ok);
  ScanAttempt in_place_of_the_code = scan_of(ticket.ticket_number);
  EXPECT_EQ(reason_of(in_place_of_the_code), Reason::ok);
}

TEST_P(Scans, RefusesWhatIsNoTicket) {
  const Ticket ticket = sold_ticket();
  const std::string code = ticket.code_text();
  std::string wrong_check = ticket.ticket_number;
  wrong_check.back() = wrong_check.back() == 'A' ? 'B' : 'A';
  for (const std::string& text :
       {std::string("HELLO"), code.substr(0, 60), wrong_check, TicketNumber::random().text()}) {
    const Scan scan = record_one(scan_of(text)).scan;
    EXPECT_EQ(scan.reason, Reason::unknown_ticket) << text;
    EXPECT_FALSE(scan.ticket_id);
    EXPECT_FALSE(scan.ticket_status);
  }
  EXPECT_EQ(stored(ticket).status, TicketStatus::sold);
}

TEST_P(Scans, RefusesForgedCodes) {
  const Ticket ticket = sold_ticket();
  const Ticket other = sold_ticket();
  const Code genuine = parse_code(ticket.code_text()).value();
  const auto altered = [&](auto change) {
    Code code = genuine;
    change(code);
    return to_text(code);
  };
  const auto signed_by_a_stranger = [](Code& code) {
    code.signature = base::sign(base::make_signing_key_pair(), message_of(code.claim));
  };
  const std::vector<std::string> forged = {
      altered([](Code& code) { code.signature[5] ^= 1; }),
      altered([](Code& code) { code.claim.key_id = 9; }),
      altered([](Code& code) { code.claim.concert_id.value += 1; }),
      altered([](Code& code) { code.claim.issue += 1; }),
      altered([](Code& code) { code.claim.issue = 0; }),
      altered([&](Code& code) { code.claim.ticket_id = other.id; }),
      altered([](Code& code) { code.claim.ticket_id.value = 12345; }),
      altered(signed_by_a_stranger)};
  for (const std::string& code : forged) EXPECT_EQ(reason_of(scan_of(code)), Reason::forged);
  EXPECT_EQ(stored(ticket).status, TicketStatus::sold);
  EXPECT_EQ(stored(other).status, TicketStatus::sold);
}

TEST_P(Scans, RefusesAGenuineCodeWhoseTicketIsGone) {
  const auto signer = write([&](auto& transaction) { return keys.signer(transaction); });
  sold_ticket();
  Code code;
  code.claim = {signer->key_id, concert, base::TicketId{777}, 1};
  code.signature = signer->sign(code.claim);
  EXPECT_EQ(reason_of(scan_of(to_text(code))), Reason::unknown_ticket);
}

TEST_P(Scans, RefusesTheOldCodeOfATransferredTicket) {
  const Ticket before = sold_ticket("ana");
  write([&](auto& transaction) {
    const Transfer transfer = initiate_transfer(transaction, before.id, ana,
                                                {.username = "bruno", .email = {}}, {}, opening);
    accept_transfer(transaction, keys, transfer.id, bruno, opening);
  });
  const Ticket after = stored(before);
  EXPECT_EQ(reason_of(scan_of(before)), Reason::superseded);
  EXPECT_EQ(stored(before).status, TicketStatus::transferred);
  EXPECT_EQ(reason_of(scan_of(after)), Reason::ok);
  EXPECT_EQ(reason_of(scan_of(before)), Reason::superseded);
}

TEST_P(Scans, RefusesATicketOfAnotherConcertAndCountsItAtTheGate) {
  const Ticket ticket = sold_ticket();
  const base::ConcertId other = open_doors("Jazz Night");
  ScanAttempt attempt = scan_of(ticket);
  attempt.concert_id = other;
  const Scan scan = record_one(attempt).scan;
  EXPECT_EQ(scan.reason, Reason::wrong_concert);
  EXPECT_EQ(scan.concert_id, other);
  EXPECT_EQ(stored(ticket).status, TicketStatus::sold);
  EXPECT_TRUE(attendance().by_location.empty());
  const Attendance at_other = database().read(
      [&](db::Transaction& transaction) { return get_attendance(transaction, other); });
  ASSERT_EQ(at_other.by_location.size(), 1U);
  EXPECT_EQ(at_other.by_location[0].refused, 1);
}

TEST_P(Scans, RefusesARefundedTicket) {
  const Ticket ticket = sold_ticket("ana");
  write([&](auto& transaction) {
    const Refund refund = request_refund(transaction, ticket.id, ana, "Ill", {}, opening);
    approve_refund(transaction, refund.id, {}, admin, opening);
  });
  EXPECT_EQ(reason_of(scan_of(ticket)), Reason::refunded);
}

TEST_P(Scans, AdmissionClosesAPendingRefund) {
  const Ticket ticket = sold_ticket("ana");
  write(
      [&](auto& transaction) { request_refund(transaction, ticket.id, ana, "Ill", {}, opening); });
  EXPECT_EQ(reason_of(scan_of(ticket, ScanType::entry_check)), Reason::ok);
  EXPECT_EQ(stored(ticket).pending, Pending::refund);
  EXPECT_EQ(reason_of(scan_of(ticket)), Reason::ok);
  EXPECT_FALSE(stored(ticket).pending);
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM refunds WHERE status = 'pending'"), 0);
  EXPECT_EQ(facts_of(ticket).back().kind, "refund.rejected");
}

TEST_P(Scans, AdmissionClosesAPendingTransfer) {
  const Ticket ticket = sold_ticket("ana");
  write([&](auto& transaction) {
    initiate_transfer(transaction, ticket.id, ana, {.username = "bruno", .email = {}}, {}, opening);
  });
  EXPECT_EQ(reason_of(scan_of(ticket)), Reason::ok);
  EXPECT_FALSE(stored(ticket).pending);
  EXPECT_EQ(count_of("SELECT COUNT(*) FROM transfers WHERE status = 'pending'"), 0);
  EXPECT_EQ(facts_of(ticket).back().kind, "transfer.cancelled");
}

TEST_P(Scans, CountsTicketsAndGates) {
  const Ticket first = sold_ticket();
  const Ticket second = sold_ticket();
  const Ticket third = sold_ticket();
  ScanAttempt nowhere = scan_of(third, ScanType::entry_check);
  nowhere.location.reset();
  const ScanAttempt again = scan_of(first);
  const ScanAttempt admission = scan_of(first);
  const ScanAttempt latest = scan_of(second);
  record_all({admission, latest, nowhere});
  record_one(again);
  const Attendance counts = attendance();
  EXPECT_EQ(counts.attended, 2);
  EXPECT_EQ(counts.scanned_entry, 1);
  EXPECT_EQ(counts.sold, 0);
  EXPECT_EQ(counts.ever_sold_and_not_refunded(), 3);
  ASSERT_EQ(counts.by_location.size(), 2U);
  EXPECT_EQ(counts.by_location[0].location, "");
  EXPECT_EQ(counts.by_location[0].accepted, 1);
  EXPECT_EQ(counts.by_location[1].location, "Gate A");
  EXPECT_EQ(counts.by_location[1].accepted, 2);
  EXPECT_EQ(counts.by_location[1].refused, 1);
  EXPECT_EQ(counts.by_location[1].last_scanned_at, latest.scanned_at) << "never goes back";
}

TEST_P(Scans, ABatchOfTwoConcertsCountsInEach) {
  const Ticket fado = sold_ticket();
  const base::ConcertId fado_night = std::exchange(concert, open_doors("Jazz Night"));
  record_all({scan_of(fado), scan_of(sold_ticket()), scan_of(sold_ticket())});
  EXPECT_EQ(attendance().attended, 2);
  EXPECT_EQ(attendance().sold, 0);
  concert = fado_night;
  EXPECT_EQ(attendance().attended, 1);
}

TEST_P(Scans, EveryJudgedScanIsAFact) {
  const Ticket ticket = sold_ticket();
  const Scan accepted = record_one(scan_of(ticket)).scan;
  const Scan refused = record_one(scan_of(ticket)).scan;
  const auto facts = facts_of(ticket);
  ASSERT_GE(facts.size(), 2U);
  const Fact& first = facts[facts.size() - 2];
  const Fact& second = facts.back();
  EXPECT_EQ(first.kind, "scan.accepted");
  EXPECT_EQ(first.subject_id, accepted.id.value);
  EXPECT_EQ(first.actor_user_id, sam);
  EXPECT_EQ(first.concert_id, concert);
  EXPECT_EQ(first.at, accepted.scanned_at);
  EXPECT_EQ(first.detail, "Admitted");
  EXPECT_EQ(second.kind, "scan.refused");
  EXPECT_EQ(second.subject_id, refused.id.value);
}

TEST_P(Scans, AreReadBackByTicketAndById) {
  const Ticket ticket = sold_ticket();
  const Scan first = record_one(scan_of(ticket)).scan;
  const Scan second = record_one(scan_of(ticket)).scan;
  read([&](auto& transaction) {
    const auto history = list_scans_of(transaction, ticket.id, {}, 10);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].scan_id, first.scan_id);
    EXPECT_EQ(list_scans_of(transaction, ticket.id, first.id, 10).front().id, second.id);
    EXPECT_EQ(list_scans_of(transaction, ticket.id, {}, 1).size(), 1U);
    const std::vector<base::ScanId> ids{second.id, base::ScanId{4711}, first.id};
    const auto found = find_scans(transaction, ids);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, second.id);
    EXPECT_EQ(found[0].previous_location, "Gate A");
    EXPECT_EQ(found[1].id, first.id);
  });
}

}  // namespace
}  // namespace admitone::core
