#include "bidding/affiliated_estimates.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "bidding/affiliated_games.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

double density_of(const EstimateLaw& law, double estimate) {
  double sum = 0.0;
  for (const CommonNode& node : common_nodes(law, estimate, 4)) sum += node.prior * node.at_estimate.density;
  return sum;
}

TEST(AffiliatedEstimatesTest, TheSumOfTwoUniformsIsATriangle) {
  const EstimateLaw law = estimate_law(mean_of_two(PricingRule::pay_as_bid));  // both parts from −1 to 0
  EXPECT_EQ(knots_of(law), (std::vector<double>{-2, -1, 0}));
  for (const double x : {-1.9, -1.0, -0.3}) EXPECT_NEAR(density_of(law, x), 1 - std::abs(x + 1), 1e-13);
  EXPECT_NEAR(estimate_quantile(law, 0.125), -1.5, 1e-5);
  EXPECT_EQ(lowest_given(law, -0.25), -1.25);
  EXPECT_EQ(highest_given(law, -0.25), -0.25);
}

TEST(AffiliatedEstimatesTest, AProductOfUniformsHasALogarithmicDensity) {
  const EstimateLaw law = estimate_law(mineral_rights(2, PricingRule::pay_as_bid));
  EXPECT_EQ(lowest_estimate(law), -2.0);
  EXPECT_EQ(highest_estimate(law), 0.0);
  for (const double x : {-1.9, -0.5, -1e-6}) EXPECT_NEAR(density_of(law, x), -std::log(-x / 2) / 2, 1e-12);
  const GivenCommon given = given_common(law, -0.5, -0.25);  // value 0.5, estimates U[0, 1]
  EXPECT_DOUBLE_EQ(given.below, 0.75);                       // minus the estimate is below −0.25
  EXPECT_DOUBLE_EQ(given.above, 0.25);
  EXPECT_DOUBLE_EQ(given.density, 1.0);
}

TEST(AffiliatedEstimatesTest, PartialMeansLieHalfWayForUniforms) {
  const EstimateLaw sum = estimate_law(estimated_cost(2, PricingRule::pay_as_bid));
  EXPECT_NEAR(partial_means(sum, 10, 10.5).below, 9.75, 1e-12);
  EXPECT_NEAR(partial_means(sum, 10, 10.5).above, 10.75, 1e-12);
  const EstimateLaw product = estimate_law(mineral_rights(2, PricingRule::pay_as_bid));
  EXPECT_NEAR(partial_means(product, -0.5, -0.25).below, -0.625, 1e-12);
  EXPECT_NEAR(partial_means(product, -0.5, -0.25).above, -0.125, 1e-12);
}

TEST(AffiliatedEstimatesTest, KinksOfARivalsChanceEndPanels) {
  const EstimateLaw law = estimate_law(estimated_cost(2, PricingRule::pay_as_bid));
  const auto chance_of_lower = [&](std::optional<double> rival_estimate) {
    double sum = 0.0;
    for (const CommonNode& node : common_nodes(law, 20.0, 2, rival_estimate)) {
      sum += node.prior * node.at_estimate.density * given_common(law, node.common, 20.8).below;
    }
    return sum / density_of(law, 20.0);
  };
  const double exact = 1.0 - 0.6 * 0.6 * 2.0 / 4.0;  // rival's estimate minus own: a triangle from −2 to 2, above 0.8: 0.18
  EXPECT_NEAR(chance_of_lower(20.8), exact, 1e-12);
  EXPECT_GT(std::abs(chance_of_lower(std::nullopt) - exact), 1e-6);
}

TEST(AffiliatedEstimatesTest, UnusableLawsAreRefused) {
  Game game = mineral_rights(2, PricingRule::pay_as_bid);
  game.classes[0].cost = cost_law(Uniform{-1, 2});
  EXPECT_THROW(estimate_law(game), std::invalid_argument);
  game.classes[0].cost = cost_law(Beta{0.5, 1, 0, 1});
  EXPECT_THROW(estimate_law(game), std::invalid_argument);
  game.common_value.reset();
  EXPECT_THROW(estimate_law(game), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
