#include "simulation/convergence.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "simulation/same_tally.hpp"
#include "simulation/simulate.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

std::vector<PolicyMarket> one_policy() {
  return {{"base", build_market(testing::solar_auction())}};
}

PolicyTally tally_of(std::int64_t replications, int threads = 1) {
  SimulationOptions options;
  options.replications = replications;
  options.seed = 42;
  options.threads = threads;
  return simulate(one_policy(), options).front().policies.front();
}

const ConvergencePath& path_of(const PolicyTally& tally, const std::string& name) {
  for (const ConvergencePath& path : tally.convergence) {
    if (path.metric.name == name) return path;
  }
  throw std::invalid_argument(name);
}

TEST(ConvergenceTest, LooksAtEveryBlockOfFewAndAtMost64OfMany) {
  for (const std::int64_t blocks : {1, 2, 63, 64, 65, 1000, 1'000'003}) {
    std::int64_t looks = 0;
    for (std::int64_t block = 0; block < blocks; ++block) looks += is_looked_at(block, blocks) ? 1 : 0;
    EXPECT_LE(looks, 65) << blocks;
    EXPECT_GE(looks, std::min<std::int64_t>(blocks, 32)) << blocks;
    EXPECT_TRUE(is_looked_at(blocks - 1, blocks)) << blocks;
  }
}

TEST(ConvergenceTest, EachPointIsTheResultOfAShorterRun) {
  const PolicyTally whole = tally_of(5000);
  const ConvergencePath& prices = path_of(whole, "clearing_price_per_mwh");
  ASSERT_GE(prices.points.size(), 3U);
  for (const ConvergencePoint& point : prices.points) {
    const PolicyTally shorter = tally_of(point.replications);
    expect_same(point.moments, path_of(shorter, "clearing_price_per_mwh").points.back().moments,
                std::to_string(point.replications));
  }
}

TEST(ConvergenceTest, EndsWithTheEstimateOfTheRun) {
  const PolicyTally tally = tally_of(3001);
  std::set<std::string> followed;
  for (const ConvergencePath& path : tally.convergence) {
    followed.insert(path.metric.name);
    EXPECT_EQ(path.points.back().replications, 3001);
    for (const MetricTally& metric : tally.metrics) {
      if (metric.metric.name == path.metric.name && metric.metric.group == path.metric.group)
        expect_same(path.points.back().moments, metric.moments, path.metric.name);
    }
  }
  EXPECT_TRUE(followed.contains("mean_awarded_price_per_mwh"));
  EXPECT_FALSE(followed.contains("support_cost_present_value")) << "nothing is settled here";
}

TEST(ConvergenceTest, DoesNotDependOnThreads) {
  const PolicyTally one = tally_of(40000), three = tally_of(40000, 3);
  ASSERT_EQ(one.convergence.size(), three.convergence.size());
  for (std::size_t i = 0; i < one.convergence.size(); ++i) {
    ASSERT_EQ(one.convergence[i].points.size(), three.convergence[i].points.size());
    for (std::size_t k = 0; k < one.convergence[i].points.size(); ++k)
      expect_same(one.convergence[i].points[k].moments, three.convergence[i].points[k].moments, one.convergence[i].metric.name);
  }
}

TEST(ConvergenceTest, AnInterruptedRunEndsWithWhatWasDone) {
  std::atomic<bool> stop = false;
  SimulationOptions options;
  options.replications = 100'000'000;
  options.seed = 42;
  options.threads = 1;
  options.stop = &stop;
  options.progress = [&](std::int64_t, std::int64_t) { stop = true; };
  const RunTally tally = simulate(one_policy(), options).front();
  const ConvergencePath& prices = path_of(tally.policies.front(), "clearing_price_per_mwh");
  EXPECT_LT(tally.replications_done, options.replications);
  EXPECT_EQ(prices.points.back().replications, tally.replications_done);
}

}  // namespace
}  // namespace sealedbid
