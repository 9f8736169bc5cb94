#include "core/jobs.hpp"

#include <gmock/gmock.h>

#include "core/house_fixture.hpp"

namespace admitone::core {
namespace {

using base::RefusalKind;
using testing::Optional;

class Jobs : public House {
 protected:
  Job add(std::int64_t total = 10, JobKind kind = JobKind::import) {
    return database().write([&](db::Transaction& transaction) {
      return add_job(transaction, {kind, concert, admin.id, total}, now());
    });
  }
  std::optional<Job> take(const std::string& lease) {
    return database().write(
        [&](db::Transaction& transaction) { return take_job(transaction, lease, now()); });
  }
  bool report(base::JobId id, const std::string& lease, std::int64_t done) {
    return database().write([&](db::Transaction& transaction) {
      return report_progress(transaction, id, lease, done, now());
    });
  }
  void finish(base::JobId id, const std::string& lease, JobStatus status = JobStatus::done) {
    database().write([&](db::Transaction& transaction) {
      finish_job(transaction, id, lease, status, "All of it.", now());
    });
  }
  Job job(base::JobId id) {
    return database().read(
        [&](db::Transaction& transaction) { return find_job(transaction, id).value(); });
  }
};
INSTANTIATE_ON_EACH_DATABASE(Jobs);

TEST_P(Jobs, WaitAreTakenTellOfProgressAndEnd) {
  const Job added = add(10);
  EXPECT_EQ(added.status, JobStatus::queued);
  EXPECT_EQ(added.total, 10);
  const auto taken = take("one");
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->id, added.id);
  EXPECT_EQ(taken->status, JobStatus::running);
  EXPECT_TRUE(report(added.id, "one", 4));
  EXPECT_EQ(job(added.id).done, 4);
  finish(added.id, "one");
  const Job ended = job(added.id);
  EXPECT_EQ(ended.status, JobStatus::done);
  EXPECT_EQ(ended.done, 10);
  EXPECT_THAT(ended.detail, Optional(std::string("All of it.")));
  EXPECT_EQ(ended.finished_at, now());
  EXPECT_FALSE(take("two"));
}

TEST_P(Jobs, AreTakenOneByOneByThoseWhoWaitForThem) {
  const auto take_one = [&](base::JobId id) {
    return database().write(
        [&](db::Transaction& transaction) { return take_job(transaction, id, "here", now()); });
  };
  const Job first = add();
  const Job second = add();
  EXPECT_EQ(take_one(second.id)->id, second.id);
  EXPECT_FALSE(take_one(second.id));
  EXPECT_EQ(take("runner")->id, first.id);
  clock.advance(job_lease + std::chrono::seconds(1));
  EXPECT_EQ(take_one(first.id)->id, first.id);
  EXPECT_FALSE(report(first.id, "runner", 1));
}

TEST_P(Jobs, AreTakenInOrderAndByOneRunnerEach) {
  const Job first = add();
  const Job second = add();
  EXPECT_EQ(take("one").value().id, first.id);
  EXPECT_EQ(take("two").value().id, second.id);
  EXPECT_FALSE(take("three"));
}

TEST_P(Jobs, OfWhichTwoRunnersReachForTheSameGoToOne) {
  for (int round = 0; round < 10; ++round) {
    add();
    std::optional<Job> one, two;
    at_once({[&] { one = take("one"); }, [&] { two = take("two"); }});
    EXPECT_NE(one.has_value(), two.has_value());
    finish(one ? one->id : two->id, one ? "one" : "two");
  }
}

TEST_P(Jobs, AreTakenOverFromARunnerThatIsNotHeardOf) {
  const Job added = add();
  take("one");
  advance(job_lease - std::chrono::seconds(1));
  EXPECT_FALSE(take("two"));
  EXPECT_TRUE(report(added.id, "one", 3));
  advance(job_lease + std::chrono::seconds(1));
  EXPECT_EQ(take("two").value().id, added.id);
  EXPECT_EQ(job(added.id).done, 0);
  EXPECT_FALSE(report(added.id, "one", 4)) << "the earlier runner hears that it lost the job";
  EXPECT_EQ(refusal_of([&] { finish(added.id, "one"); }), RefusalKind::conflict);
  finish(added.id, "two");
}

TEST_P(Jobs, ThatNeverEndHaveFailedInTheEnd) {
  const Job added = add();
  for (std::int64_t attempt = 0; attempt < job_attempts_max; ++attempt) {
    EXPECT_TRUE(take("runner " + std::to_string(attempt)));
    advance(job_lease + std::chrono::seconds(1));
  }
  EXPECT_FALSE(take("one more"));
  EXPECT_EQ(job(added.id).status, JobStatus::failed);
}

TEST_P(Jobs, ThatAreGivenBackAreRunAgainAndHaveNotFailed) {
  const Job added = add();
  for (std::int64_t attempt = 0; attempt < 2 * job_attempts_max; ++attempt) {
    ASSERT_TRUE(take("one"));
    database().write(
        [&](db::Transaction& transaction) { release_job(transaction, added.id, "one"); });
    EXPECT_EQ(job(added.id).status, JobStatus::queued);
  }
}

TEST_P(Jobs, AreRemovedAlsoWhileTheyRun) {
  const Job added = add();
  take("one");
  const auto remove = [&] {
    return database().write(
        [&](db::Transaction& transaction) { return remove_job(transaction, added.id); });
  };
  EXPECT_TRUE(remove());
  EXPECT_FALSE(report(added.id, "one", 4));
  EXPECT_FALSE(remove());
}

TEST_P(Jobs, AreBoundedForAConcert) {
  for (std::int64_t count = 0; count < unfinished_jobs_max; ++count) add();
  EXPECT_EQ(refusal_of([&] { add(); }), RefusalKind::conflict);
  finish(take("one").value().id, "one");
  EXPECT_EQ(refusal_of([&] { add(); }), std::nullopt);
}

TEST_P(Jobs, AreListedNewestFirstByKind) {
  const Job first = add();
  const Job second = add();
  add(5, JobKind::print_sheet);
  const auto list = [&](std::optional<base::JobId> before) {
    std::vector<std::int64_t> ids;
    for (const Job& listed : database().read([&](db::Transaction& transaction) {
           return list_jobs(transaction, concert, JobKind::import, before, 10);
         })) {
      ids.push_back(listed.id.value);
    }
    return ids;
  };
  EXPECT_THAT(list({}), testing::ElementsAre(second.id.value, first.id.value));
  EXPECT_THAT(list(second.id), testing::ElementsAre(first.id.value));
}

}  // namespace
}  // namespace admitone::core
