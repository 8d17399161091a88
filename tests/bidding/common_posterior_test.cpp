#include "bidding/common_posterior.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/affiliated_games.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

TEST(CommonPosteriorTest, AnErrorOfAVagueCostIsUniform) {
  const CommonPosterior posterior = common_posterior(estimated_cost(2, PricingRule::pay_as_bid), 20.0);
  for (const double share : {0.01, 0.5, 0.9}) EXPECT_NEAR(quantile(posterior, share), 19.0 + 2.0 * share, 1e-9);
}

TEST(CommonPosteriorTest, AFactorWeighsSmallValuesMore) {
  // Estimate 0.5 of a value v U[0, 1] by U[0, 2 v]: density of v proportional to 1 / v from 0.25 to 1.
  const CommonPosterior posterior = common_posterior(mineral_rights(2, PricingRule::pay_as_bid), -0.5);
  for (const double share : {0.1, 0.5, 0.9}) EXPECT_NEAR(-quantile(posterior, 1.0 - share), 0.25 * std::pow(4.0, share), 1e-3);
}

TEST(CommonPosteriorTest, EstimatesAreSumsOrProducts) {
  EXPECT_EQ(estimate_of({{}, EstimateForm::common_plus_own, TrueAmount::common}, 40.0, 2.0), 42.0);
  EXPECT_EQ(estimate_of({{}, EstimateForm::common_times_own, TrueAmount::common}, 40.0, 2.0), 80.0);
}

}  // namespace
}  // namespace sealedbid
