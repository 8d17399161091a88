#include "simulation/block_record.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

TEST(BlockRecordTest, PlansEveryPairOfPoliciesForMetricsThatBothHave) {
  Scenario more = testing::solar_auction();
  more.bidder_classes.push_back(more.bidder_classes[1]);
  more.bidder_classes.back().name = "invited";
  const MetricTable base(build_market(testing::solar_auction())), invited(build_market(more));
  const std::vector<const MetricTable*> tables = {&base, &invited, &base};
  std::map<std::pair<int, int>, std::size_t> pairs;
  for (const PlannedDifference& difference : plan_differences(tables)) {
    EXPECT_LT(difference.baseline, difference.policy);
    const Metric& policy = tables[std::size_t(difference.policy)]->metrics()[std::size_t(difference.policy_column)];
    const Metric& baseline = tables[std::size_t(difference.baseline)]->metrics()[std::size_t(difference.baseline_column)];
    EXPECT_EQ(policy.name, baseline.name);
    ++pairs[{difference.policy, difference.baseline}];
  }
  EXPECT_EQ((pairs[{2, 0}]), base.metrics().size());
  // The origin BBB has a second class under the other policy: its own columns against those of the first class.
  EXPECT_EQ((pairs[{1, 0}]), base.metrics().size() + group_metric_count);
}

TEST(BlockRecordTest, DifferencesArePairedAndSkipUndefinedReplications) {
  const double undefined = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> policy = {3.0, undefined, 7.0, 5.0}, baseline = {1.0, 4.0, undefined, 2.0};
  const Moments moments = difference_moments(policy, baseline);
  EXPECT_EQ(moments.count, 2);
  EXPECT_DOUBLE_EQ(moments.mean, 2.5);
  EXPECT_DOUBLE_EQ(moments.minimum, 2.0);
}

}  // namespace
}  // namespace sealedbid
