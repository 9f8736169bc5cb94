#include <chrono>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/scans.hpp"

namespace admitone::core {
namespace {

using enum TicketStatus;

constexpr base::ConcertId this_concert{7};
constexpr base::ConcertId other_concert{8};

struct Case {
  TicketStatus status;
  ScanType scan_type;
  Reason reason;
  TicketStatus after;
};

/// Every status × every scan type, for a genuine code at the right gate.
const std::vector<Case> cases = {
    {created, ScanType::attendance, Reason::not_sold, created},
    {created, ScanType::entry_check, Reason::not_sold, created},
    {created, ScanType::sale_confirmation, Reason::not_sold, created},
    {sold, ScanType::attendance, Reason::ok, attended},
    {sold, ScanType::entry_check, Reason::ok, scanned_entry},
    {sold, ScanType::sale_confirmation, Reason::ok, sold},
    {scanned_entry, ScanType::attendance, Reason::ok, attended},
    {scanned_entry, ScanType::entry_check, Reason::ok, scanned_entry},
    {scanned_entry, ScanType::sale_confirmation, Reason::ok, scanned_entry},
    {attended, ScanType::attendance, Reason::already_admitted, attended},
    {attended, ScanType::entry_check, Reason::already_admitted, attended},
    {attended, ScanType::sale_confirmation, Reason::ok, attended},
    {refunded, ScanType::attendance, Reason::refunded, refunded},
    {refunded, ScanType::entry_check, Reason::refunded, refunded},
    {refunded, ScanType::sale_confirmation, Reason::refunded, refunded},
    {transferred, ScanType::attendance, Reason::ok, attended},
    {transferred, ScanType::entry_check, Reason::ok, scanned_entry},
    {transferred, ScanType::sale_confirmation, Reason::ok, transferred},
};

std::string name_of(const Case& test) {
  return std::string(base::to_text(test.status)) + " × " + base::to_text(test.scan_type);
}

TEST(Judge, TheTableCoversEveryStatusAndEveryScanType) {
  EXPECT_EQ(cases.size(),
            base::all_texts<TicketStatus>().size() * base::all_texts<ScanType>().size());
}

TEST(Judge, FollowsTheTable) {
  for (const Case& test : cases) {
    SCOPED_TRACE(name_of(test));
    for (const auto gate : {std::optional<base::ConcertId>{}, std::optional(this_concert)}) {
      const Judgement judgement =
          judge(test.status, this_concert, gate, Presented::genuine, test.scan_type);
      EXPECT_EQ(judgement.reason, test.reason);
      EXPECT_EQ(judgement.status, test.after);
      EXPECT_EQ(judgement.verdict == Verdict::accepted, test.reason == Reason::ok);
    }
  }
}

TEST(Judge, RefusesAForgedCodeWhateverTheTicketAndTheGate) {
  for (const Case& test : cases) {
    SCOPED_TRACE(name_of(test));
    const Judgement judgement =
        judge(test.status, this_concert, other_concert, Presented::forged, test.scan_type);
    EXPECT_EQ(judgement.verdict, Verdict::refused);
    EXPECT_EQ(judgement.reason, Reason::forged);
    EXPECT_EQ(judgement.status, test.status);
  }
}

TEST(Judge, RefusesASupersededCodeBeforeItLooksAtTheGate) {
  for (const Case& test : cases) {
    SCOPED_TRACE(name_of(test));
    const Judgement judgement =
        judge(test.status, this_concert, other_concert, Presented::superseded, test.scan_type);
    EXPECT_EQ(judgement.verdict, Verdict::refused);
    EXPECT_EQ(judgement.reason, Reason::superseded);
    EXPECT_EQ(judgement.status, test.status);
  }
}

TEST(Judge, RefusesATicketOfAnotherConcertWhateverItsStatus) {
  for (const Case& test : cases) {
    SCOPED_TRACE(name_of(test));
    const Judgement judgement =
        judge(test.status, this_concert, other_concert, Presented::genuine, test.scan_type);
    EXPECT_EQ(judgement.verdict, Verdict::refused);
    EXPECT_EQ(judgement.reason, Reason::wrong_concert);
    EXPECT_EQ(judgement.status, test.status);
  }
}

Scan scan_with(Reason reason, ScanType type = ScanType::attendance) {
  Scan scan{};
  scan.scan_type = type;
  scan.verdict = reason == Reason::ok ? Verdict::accepted : Verdict::refused;
  scan.reason = reason;
  return scan;
}

TEST(ScanMessage, NamesWhereAndWhoAndWhenBefore) {
  Scan scan = scan_with(Reason::already_admitted);
  scan.previous_scanned_at = std::chrono::sys_days{std::chrono::November / 23 / 2026} +
                             std::chrono::hours{20} + std::chrono::minutes{14};
  scan.previous_location = "Gate A";
  scan.previous_scanned_by = "sam";
  EXPECT_EQ(message_of(scan), "Already admitted at Gate A by sam on 2026-11-23 at 20:14 UTC.");
  scan.previous_location.reset();
  EXPECT_EQ(message_of(scan), "Already admitted by sam on 2026-11-23 at 20:14 UTC.");
}

TEST(ScanMessage, SaysOneSentenceForEveryReasonAndType) {
  for (const std::string& reason : base::all_texts<Reason>()) {
    for (const std::string& type : base::all_texts<ScanType>()) {
      const std::string message = message_of(scan_with(base::from_text<Reason>(reason).value(),
                                                       base::from_text<ScanType>(type).value()));
      EXPECT_TRUE(message.size() > 5 && message.ends_with(".")) << reason << ": " << message;
    }
  }
  EXPECT_EQ(message_of(scan_with(Reason::ok)), "Admitted.");
}

}  // namespace
}  // namespace admitone::core
