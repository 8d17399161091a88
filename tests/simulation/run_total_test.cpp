#include "simulation/run_total.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/issue.hpp"
#include "simulation/same_tally.hpp"
#include "simulation/simulate.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

TEST(RunTotalTest, TheFirstBlocksAreAnInterruptedRun) {
  const std::vector<PolicyMarket> policies = {{"base", build_market(testing::solar_auction())}};
  SimulationOptions options;
  options.replications = 2000;
  options.threads = 1;
  const RunPart part = simulate_part(policies, options, 0, 2);
  RunTotal total(policies, 2000);
  for (const std::vector<BlockRecord>& records : part.records) total.add(records);
  const RunTally tally = total.tallies(part.histograms).front();
  EXPECT_EQ(tally.replications_asked, 2000);
  EXPECT_EQ(tally.replications_done, 2 * block_size(policies));
  options.replications = 2 * block_size(policies);
  expect_same(tally, simulate(policies, options).front());
}

TEST(RunTotalTest, NothingAddedGivesNothingToReport) {
  const std::vector<PolicyMarket> policies = {{"base", build_market(testing::solar_auction())}};
  EXPECT_THROW(RunTotal(policies, 100).tallies({}), RunError);
}

TEST(RunTotalTest, TheLastBlockIsRagged) {
  const std::vector<PolicyMarket> policies = {{"base", build_market(testing::solar_auction())}};
  const int size = block_size(policies);
  const RunTotal total(policies, 2 * size + 1);
  EXPECT_EQ(total.blocks(), 3);
  EXPECT_EQ(total.replications_in(1), size);
  EXPECT_EQ(total.replications_in(2), 1);
}

}  // namespace
}  // namespace sealedbid
