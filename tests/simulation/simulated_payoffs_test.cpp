#include "simulation/simulated_payoffs.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

/// Against n − 1 truthful rivals with U[0, 1] costs a bid b wins one lot with (1 − b)ⁿ⁻¹. 4.5 standard errors at 33 levels: fewer
/// than 1 false alarm in 4,000.
TEST(SimulatedPayoffsTest, AwardsAreThoseOfTheClosedForm) {
  const PolicyMarket policy{"only", build_market(testing::uniform_cost_auction(3, 1))};
  PolicyMarket relative = policy;
  relative.strategies.surfaces.resize(1);
  relative.strategies.reference_weight = {0.0};
  DeviationWorlds worlds(relative, nullptr, 3);
  const BidLevels levels{0.0, 1.0, 33};
  OutcomeSums sums = empty_sums({}, levels.levels);
  for (std::int64_t tile = 0; tile < 256; ++tile) {
    worlds.draw(tile * lane_count, 5);
    add_tile({}, levels, 0, tile, policy.market.auction.price_step_per_mwh, worlds, sums);
  }
  ASSERT_EQ(sums.worlds[0], 256.0 * lane_count);
  for (std::size_t level = 0; level < levels.levels; ++level) {
    const double bid = double(level) / 32.0, expected = (1.0 - bid) * (1.0 - bid);
    const double standard_error = std::sqrt(expected * (1.0 - expected) / sums.worlds[0]);
    EXPECT_NEAR(sums.award[level] / sums.worlds[0], expected, 4.5 * standard_error + 1e-3) << bid;
    EXPECT_EQ(sums.above[level], 0.0) << "who wins is paid its bid";
  }
}

TEST(SimulatedPayoffsTest, MixingForgets) {
  OutcomeSums total = empty_sums({}, 2), newest = total;
  total.award = {4.0, 2.0};
  newest.award = {0.0, 1.0};
  mix(newest, 0.25, total);
  EXPECT_EQ(total.award, (std::vector<double>{3.0, 1.75}));
}

}  // namespace
}  // namespace sealedbid
