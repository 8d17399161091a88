#include "study/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/issue.hpp"
#include "output/run_directory.hpp"
#include "output/sample_tally.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

DifferenceRow difference_row(const std::string& policy, const std::string& baseline, double mean) {
  DifferenceRow row;
  row.policy = policy;
  row.baseline = baseline;
  row.metric = "clearing_price_per_mwh";
  row.group = "all";
  row.unit = "USD/MWh";
  row.estimate = {400, mean, 0.5, mean - 1.0, mean + 1.0};
  return row;
}

SummaryRow summary_row(const std::string& policy, const std::string& metric, double mean) {
  SummaryRow row;
  row.policy = policy;
  row.metric = metric;
  row.group = "all";
  row.unit = "USD/MWh";
  row.estimate = {450, mean, 0.25, mean - 0.5, mean + 0.5};
  return row;
}

/// Three policies; "-odd" has a name that CSV guards against spreadsheets.
class CompareTest : public ::testing::Test {
 protected:
  void write_run(const std::vector<SummaryRow>& summary, const std::vector<DifferenceRow>& differences,
                 const std::vector<std::string>& policies = {"as_held", "uniform", "-odd"}) {
    RunDirectory run(folder_ / "out", Overwrite::yes);
    run.add_text("summary.csv", summary_csv(summary), static_cast<std::int64_t>(summary.size()));
    run.add_text("differences.csv", differences_csv(differences), static_cast<std::int64_t>(differences.size()));
    Manifest manifest;
    manifest.scenario_name = "minimal";
    manifest.currency = "USD";
    manifest.price_year = 2024;
    manifest.seed = 42;
    manifest.replications_done = 500;
    manifest.policies = policies;
    run.commit(manifest);
  }
  void write_three_policies() {
    write_run({summary_row("as_held", "clearing_price_per_mwh", 35.0), summary_row("as_held", "bid_per_mwh", 36.0),
               summary_row("uniform", "clearing_price_per_mwh", 33.0), summary_row("-odd", "clearing_price_per_mwh", 35.5)},
              {difference_row("uniform", "as_held", -2.0), difference_row("-odd", "as_held", 0.5),
               difference_row("-odd", "uniform", 2.5)});
  }
  std::string refusal(const std::optional<std::string>& baseline = std::nullopt) const {
    return message_of<InputError>([&] { compare(folder_ / "out", baseline); });
  }

  TestFolder folder_;
};

TEST_F(CompareTest, FirstPolicyIsTheBaseline) {
  write_three_policies();
  const Comparison comparison = compare(folder_ / "out");
  EXPECT_EQ(comparison.baseline, "as_held");
  EXPECT_THAT(comparison.policies, ElementsAre("uniform", "-odd"));
  EXPECT_EQ(comparison.seed, 42u);
  ASSERT_EQ(comparison.metrics.size(), 2u);
  const ComparedMetric& price = comparison.metrics[0];
  EXPECT_EQ(price.baseline.mean, 35.0);
  EXPECT_EQ(price.baseline.se, 0.25);
  EXPECT_EQ(price.differences[0].estimate.mean, -2.0);
  EXPECT_EQ(price.differences[0].estimate.n, 400);
  EXPECT_TRUE(price.differences[0].excludes_zero());
  EXPECT_EQ(price.differences[1].policy, "-odd");
  EXPECT_EQ(price.differences[1].estimate.mean, 0.5);
  EXPECT_FALSE(price.differences[1].excludes_zero());
}

TEST_F(CompareTest, OtherBaselineTurnsStoredDifferencesRound) {
  write_three_policies();
  const Comparison comparison = compare(folder_ / "out", "uniform");
  EXPECT_THAT(comparison.policies, ElementsAre("as_held", "-odd"));
  const ComparedMetric& price = comparison.metrics.at(0);
  EXPECT_EQ(price.baseline.mean, 33.0);
  EXPECT_EQ(price.differences[0].estimate.mean, 2.0);
  EXPECT_EQ(price.differences[0].estimate.ci95_low, 1.0);
  EXPECT_EQ(price.differences[0].estimate.ci95_high, 3.0);
  EXPECT_EQ(price.differences[0].estimate.se, 0.5);
  EXPECT_EQ(price.differences[1].estimate.mean, 2.5);
}

TEST_F(CompareTest, SingleBidsHaveNoPairedDifference) {
  write_three_policies();
  const ComparedMetric bids = compare(folder_ / "out").metrics.at(1);
  EXPECT_EQ(bids.metric, "bid_per_mwh");
  EXPECT_EQ(bids.baseline.mean, 36.0);
  EXPECT_EQ(bids.differences[0].estimate.n, 0);
  EXPECT_TRUE(std::isnan(bids.differences[0].estimate.mean));
  EXPECT_FALSE(bids.differences[0].excludes_zero());
}

TEST_F(CompareTest, AgreesWithTheTalliesOfARun) {
  const RunTally run = sample_run();
  write_run(summarise(run, "USD"), differences(run), {"as_held", "uniform_price"});
  const ComparedMetric price = compare(folder_ / "out", "uniform_price").metrics.at(0);
  EXPECT_EQ(price.differences[0].estimate.mean, -run.differences[0].moments.mean);
  EXPECT_EQ(price.baseline.mean, run.policies[1].metrics[0].moments.mean);
  EXPECT_EQ(price.baseline.n, 450);
}

TEST_F(CompareTest, NamesAnUnknownBaseline) {
  write_three_policies();
  EXPECT_THAT(refusal("unifrom"), HasSubstr("'unifrom' is not a policy of this run. Did you mean uniform?"));
}

TEST_F(CompareTest, OnePolicyCannotBeCompared) {
  write_run({summary_row("as_held", "clearing_price_per_mwh", 35.0)}, {}, {"as_held"});
  EXPECT_THAT(refusal(), HasSubstr("one policy only"));
}

TEST_F(CompareTest, DamagedFilesAreNamed) {
  write_three_policies();
  const std::filesystem::path table = folder_ / "out" / "differences.csv";
  std::string bytes = bytes_of(table);
  bytes.replace(bytes.find("-2,"), 2, "-3");
  put_bytes(table, bytes);
  EXPECT_THAT(refusal(), HasSubstr("differences.csv: is damaged"));
  std::filesystem::remove(table);
  EXPECT_THAT(refusal(), HasSubstr("differences.csv: cannot be read"));
  EXPECT_THAT(message_of<InputError>([&] { compare(folder_ / "nowhere"); }),
              HasSubstr("Is " + (folder_ / "nowhere").string() + " a run directory?"));
}

TEST_F(CompareTest, TablesOfAnotherShapeAreRefusedByPlace) {
  RunDirectory run(folder_ / "out", Overwrite::no);
  run.add_text("summary.csv",
               "policy,round,metric,group,unit,n,mean,se,ci95_low,ci95_high\nas_held,1,price,all,USD,many,1,1,1,1\n");
  run.add_text("differences.csv", "policy,baseline\nuniform,as_held\n");
  Manifest manifest;
  manifest.policies = {"as_held", "uniform"};
  run.commit(manifest);
  EXPECT_THAT(refusal(), HasSubstr("summary.csv:2: n: 'many' is not a whole number"));
}

TEST_F(CompareTest, ExactlyOneRunDirectoryIsAccepted) {
  write_three_policies();
  const std::filesystem::path run = folder_ / "out";
  EXPECT_EQ(compare(std::vector{run}, "uniform").baseline, "uniform");
  EXPECT_THAT(message_of<InputError>([&] { compare(std::vector{run, run}); }), HasSubstr("2 run directories cannot be compared"));
  EXPECT_THROW(compare(std::vector<std::filesystem::path>{}), InputError);
}

}  // namespace
}  // namespace sealedbid
